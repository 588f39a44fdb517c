import type { Run } from '../model/run.ts';
import type { ConsoleModel } from './console-model.ts';
import { patchSlice } from './console-state.ts';
import { inPieces } from './in-pieces.ts';
import { cursorAt, cursorRowOf } from './list-cursor.ts';
import { readWhile } from './read-runs.ts';
import { type RunList, rowCount, rowOf, runAt } from './run-list.ts';

/** Marks the run under the cursor, or takes its mark away, and goes to the next one. */
export function toggleMark(model: ConsoleModel): void {
  const { runs } = model.store.getState();
  const row = cursorRowOf(runs.list, runs);
  const run = runAt(runs.list, row);
  if (run === undefined) return;
  if (!runs.marks.delete(run.id)) runs.marks.add(run.id);
  patchSlice(model.store, 'runs', { version: runs.version + 1, ...cursorAt(runs.list, row + 1) });
}

/** Begins a range at the cursor; the second time marks everything from there to the cursor. */
export function markRange(model: ConsoleModel): void {
  const { runs } = model.store.getState();
  const cursor = cursorRowOf(runs.list, runs);
  const from = runs.rangeFrom === null ? -1 : rowOf(runs.list, runs.rangeFrom);
  if (from < 0) {
    const run = runAt(runs.list, cursor);
    if (run !== undefined) {
      patchSlice(model.store, 'runs', { rangeFrom: run.id, ...cursorAt(runs.list, cursor) });
    }
    return;
  }
  for (let row = Math.min(from, cursor); row <= Math.max(from, cursor); row++) {
    const run = runAt(runs.list, row);
    if (run !== undefined) runs.marks.add(run.id);
  }
  patchSlice(model.store, 'runs', { rangeFrom: null, version: runs.version + 1 });
}

/** Marks every run that matches: asks the server how many there are, and reads those that are not loaded first. */
export async function markAll(model: ConsoleModel): Promise<void> {
  const { store } = model;
  const { list, nextCursor } = store.getState().runs;
  patchSlice(store, 'runs', { markingAll: true });
  if (nextCursor !== null) {
    await model.counts.read();
    await readWhile(model, () => store.getState().runs.markingAll);
    const { runs } = store.getState();
    // Given up, or the list is another one.
    if (runs.list !== list || !runs.markingAll) return;
  }
  const marks = new Set(store.getState().runs.marks);
  inPieces(model.clock, addRows(marks, list), () => {
    const { runs } = store.getState();
    // Given up, or another list meanwhile.
    if (runs.list !== list || !runs.markingAll) return;
    patchSlice(store, 'runs', { markingAll: false, marks, version: runs.version + 1 });
    if (runs.nextCursor === null) return;
    const message = 'Not all that match could be read: those that were are marked.';
    store.setState({ notice: { kind: 'error', message, fix: 'A goes on.' } });
  });
}

function* addRows(marks: Set<string>, list: RunList): Generator<void, void> {
  for (let row = 0; row < rowCount(list); row++) {
    const run = runAt(list, row);
    if (run !== undefined) marks.add(run.id);
    if (row % 2_000 === 1_999) yield;
  }
}

/**
 * Takes back what was begun last: a range, marking all, the marks.
 * @returns false when there is nothing to take back
 */
export function clearMarks(model: ConsoleModel): boolean {
  const { runs } = model.store.getState();
  if (runs.rangeFrom !== null) patchSlice(model.store, 'runs', { rangeFrom: null });
  else if (runs.markingAll) patchSlice(model.store, 'runs', { markingAll: false });
  else if (runs.marks.size > 0) keepMarks(model, []);
  else return false;
  return true;
}

/** Marks these runs and no others. */
export function keepMarks(model: ConsoleModel, ids: readonly string[]): void {
  const { runs } = model.store.getState();
  patchSlice(model.store, 'runs', { marks: new Set(ids), version: runs.version + 1 });
}

/** The marked runs that are loaded, and how many of the marked ones are not. */
export function markedRuns(
  list: RunList,
  marks: ReadonlySet<string>,
): { readonly runs: Run[]; readonly gone: number } {
  const runs: Run[] = [];
  for (const id of marks) {
    const run = list.byId.get(id);
    if (run !== undefined) runs.push(run);
  }
  return { runs, gone: marks.size - runs.length };
}
