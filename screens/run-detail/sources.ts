import type { PaneSource } from '../../src/terminal/compositor.ts';
import type { Row } from '../../src/terminal/row.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { eventRows } from './events-view.ts';
import { logRows } from './log-view.ts';
import { eventsHeading, logHeading } from './pane-heading.ts';
import { textTabRows } from './text-view.ts';

/** The pane of events: a heading and the events in view. */
export function eventsSource(parts: ConsoleParts): PaneSource {
  return livePane((height) => {
    const { detail } = stateOf(parts);
    parts.model.heights.events = height;
    return detail === null ? [] : [eventsHeading(detail), ...eventRows(detail, height)];
  });
}

/** The pane of the log: a heading and the lines in view. */
export function logSource(parts: ConsoleParts): PaneSource {
  return livePane((height, width) => {
    const { detail } = stateOf(parts);
    parts.model.heights.log = height;
    return detail === null ? [] : [logHeading(detail), ...logRows(detail, width, height)];
  });
}

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

function livePane(rows: (height: number, width: number) => readonly Row[]): PaneSource {
  return { rows: (width, height) => rows(Math.max(1, height - 1), width) };
}
