import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { netRows } from './view.ts';

export function netSource(parts: ConsoleParts): PaneSource {
  return {
    rows(width, height) {
      const { model, terminal } = parts;
      const state = stateOf(parts);
      const rows = netRows(
        {
          state,
          traffic: state.connection.client?.traffic ?? null,
          terminal: terminal.compositor.drain,
          settings: model.options.settings.read(),
          now: model.clock.now() - state.connection.clockSkewMs,
        },
        width,
      );
      model.heights.text = height;
      model.heights.textLines = rows.length;
      const top = Math.min(state.net.top, Math.max(0, rows.length - height));
      return rows.slice(top, top + height);
    },
  };
}
