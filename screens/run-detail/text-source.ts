import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { textTabRows } from './text-view.ts';

/** The pane of the tabs that show a text, scrolled to its first line in view. */
export function textSource(parts: ConsoleParts): PaneSource {
  return {
    rows(width, height) {
      const { detail } = stateOf(parts);
      if (detail === null) return [];
      const rows = textTabRows(detail, detail.tab, width, parts.model.clock.now());
      parts.model.heights.text = height;
      parts.model.heights.textLines = rows.length;
      const top = Math.min(detail.textTop, Math.max(0, rows.length - height));
      return rows.slice(top, top + height);
    },
  };
}
