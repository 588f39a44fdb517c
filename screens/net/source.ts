import type { TrafficRate } from '../../src/store/connection-state.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { netRows } from './view.ts';

export function netSource(parts: ConsoleParts): PaneSource {
  const { model, terminal } = parts;
  const look = (of: TrafficRate | null) => ({ of, ...terminal.compositor.drain });
  // This screen is sent to the terminal too: looked at with each paint, the figures would never stand still.
  let seen = look(null);
  return {
    rows(width, height) {
      const state = stateOf(parts);
      if (seen.of !== state.connection.traffic) seen = look(state.connection.traffic);
      const rows = netRows(
        {
          state,
          traffic: state.connection.client?.traffic ?? null,
          terminal: seen,
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
