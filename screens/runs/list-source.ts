import { cursorRowOf } from '../../src/store/list-cursor.ts';
import { actionMarkOf } from '../../src/store/receipts.ts';
import { rowCount, rowOf, runAt } from '../../src/store/run-list.ts';
import { ratioOf } from '../../src/store/run-problem.ts';
import type { RunsState } from '../../src/store/runs-state.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import type { Row } from '../../src/terminal/row.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { windowTop } from '../window-top.ts';
import { runColumns } from './columns.ts';
import { emptyRunsRows } from './empty-view.ts';
import { groupRows } from './group-view.ts';
import { timeOf } from './time-of.ts';
import { runRow, runsHeading } from './view.ts';

/** The list of runs: formats the rows in view and nothing else, however many runs there are. */
export function runsSource(parts: ConsoleParts): PaneSource {
  let top = 0;
  let groupTop = 0;
  return {
    rows(width, height) {
      const state = stateOf(parts);
      const { runs, receipts } = state;
      const body = Math.max(1, height - 1);
      parts.model.heights.list = body;
      const now = parts.model.clock.now();
      if (runs.groups !== null) {
        const shown = groupRows(runs.groups, { width, body, top: groupTop, time: timeOf(parts), now });
        groupTop = shown.top;
        return shown.rows;
      }
      const time = timeOf(parts);
      const columns = runColumns(width, time, runs.isWide);
      const heading = runsHeading(columns, time);
      const count = rowCount(runs.list);
      if (count === 0) return [heading, ...emptyRunsRows(state, width, now)];
      const cursor = cursorRowOf(runs.list, runs);
      top = windowTop(top, cursor, count, body);
      const inRange = rangeOf(runs, cursor);
      const rows: Row[] = [heading];
      for (let row = top; row < Math.min(count, top + body); row++) {
        const run = runAt(runs.list, row);
        if (run === undefined) continue;
        const ratio = columns.ratio === 0 ? null : ratioOf(state, run, now);
        const marked = runs.marks.has(run.id) || inRange(row);
        const asked = actionMarkOf(receipts, run.id);
        rows.push(runRow(run, columns, { now, selected: row === cursor, marked, asked, time, ratio }));
      }
      return rows;
    },
  };
}

/** Whether a row lies between the beginning of a range and the cursor. */
function rangeOf({ list, rangeFrom }: RunsState, cursor: number): (row: number) => boolean {
  const from = rangeFrom === null ? -1 : rowOf(list, rangeFrom);
  if (from < 0) return () => false;
  return (row) => row >= Math.min(from, cursor) && row <= Math.max(from, cursor);
}
