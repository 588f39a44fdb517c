import type { Run } from '../../src/model/run.ts';
import { patchSlice } from '../../src/store/console-state.ts';
import { groupRow, moveGroupCursor } from '../../src/store/group-runs.ts';
import { cursorAt, cursorOnNewest, cursorRowOf } from '../../src/store/list-cursor.ts';
import { readMoreRuns, readRunsToEnd } from '../../src/store/read-runs.ts';
import { rowCount, runAt } from '../../src/store/run-list.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';

/** The run under the cursor; null in an empty list and while groups are shown. */
export function runUnderCursor(parts: ConsoleParts): Run | null {
  const { runs } = stateOf(parts);
  if (runs.groups !== null) return null;
  return runAt(runs.list, cursorRowOf(runs.list, runs)) ?? null;
}

/** Moves the cursor; near the end of what is loaded, asks for more. */
export function moveCursor(parts: ConsoleParts, delta: number): void {
  const { runs } = stateOf(parts);
  if (runs.groups !== null) {
    moveGroupCursor(parts.model, delta);
    return;
  }
  const wanted = cursorRowOf(runs.list, runs) + delta;
  patchSlice(parts.model.store, 'runs', cursorAt(runs.list, wanted));
  if (wanted + parts.model.heights.list >= rowCount(runs.list)) void readMoreRuns(parts.model);
}

export function moveToTop(parts: ConsoleParts): void {
  const { groups } = stateOf(parts).runs;
  if (groups === null) patchSlice(parts.model.store, 'runs', cursorOnNewest);
  else moveGroupCursor(parts.model, -1 - groupRow(groups));
}

/** To the last run there is: the pages up to it are read. */
export function moveToEnd(parts: ConsoleParts): void {
  const { list, groups } = stateOf(parts).runs;
  if (groups !== null) {
    moveGroupCursor(parts.model, groups.groups.rows.entries.length);
    return;
  }
  patchSlice(parts.model.store, 'runs', cursorAt(list, rowCount(list) - 1));
  void readRunsToEnd(parts.model);
}
