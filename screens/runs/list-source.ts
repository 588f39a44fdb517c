import { cursorRowOf } from '../../src/store/list-cursor.ts';
import { isAsked } from '../../src/store/receipts.ts';
import { runAt } from '../../src/store/run-list.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import type { Row } from '../../src/terminal/row.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { windowTop } from '../window-top.ts';
import { runColumns } from './columns.ts';
import { emptyRunsRows } from './empty-view.ts';
import { runRow, runsHeading } from './view.ts';

/** The list of runs: formats the rows in view and nothing else, however many runs there are. */
export function runsSource(parts: ConsoleParts): PaneSource {
  let top = 0;
  return {
    rows(width, height) {
      const state = stateOf(parts);
      const { runs, receipts } = state;
      const body = Math.max(1, height - 1);
      parts.model.heights.list = body;
      const columns = runColumns(width, runs.clockTime);
      const heading = runsHeading(columns, runs.clockTime);
      const count = runs.list.order.length;
      if (count === 0) return [heading, ...emptyRunsRows(state, width, parts.model.clock.now())];
      const cursor = cursorRowOf(runs.list, runs);
      top = windowTop(top, cursor, count, body);
      const rows: Row[] = [heading];
      const now = parts.model.clock.now();
      for (let row = top; row < Math.min(count, top + body); row++) {
        const run = runAt(runs.list, row);
        if (run === undefined) continue;
        const asked = isAsked(receipts, run.id);
        rows.push(runRow(run, columns, { now, selected: row === cursor, asked, clockTime: runs.clockTime }));
      }
      return rows;
    },
  };
}
