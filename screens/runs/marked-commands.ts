import type { Run } from '../../src/model/run.ts';
import type { Action } from '../../src/store/acting/action.ts';
import { keepMarks, markAll, markedRuns, markRange, toggleMark } from '../../src/store/mark-runs.ts';
import { proposeAction } from '../acting/propose-action.ts';
import { actingCommands, cancelAction, retryAction } from '../acting/run-actions.ts';
import { open } from '../navigate.ts';
import { type ConsoleParts, type ScreenCommand, type ScreenCommands, stateOf } from '../parts.ts';
import { runUnderCursor } from './cursor.ts';

const one = actingCommands(runUnderCursor);

/** The commands that mark runs, and those that act on what is marked, or else on the run under the cursor. */
export const markedCommands: ScreenCommands = {
  mark: onRuns((parts) => toggleMark(parts.model)),
  'mark-range': onRuns((parts) => markRange(parts.model)),
  'mark-all': onRuns((parts) => void markAll(parts.model)),
  ...one,
  cancel: onMarked(one.cancel, cancelAction),
  retry: onMarked(one.retry, retryAction),
  compare: {
    disabledReason: (parts) => (pairOf(parts) === null ? whyNoPair(parts) : null),
    run(parts) {
      const pair = pairOf(parts);
      if (pair !== null) open(parts, { screen: 'compare', runIds: pair });
    },
  },
};

function onRuns(run: (parts: ConsoleParts) => void): ScreenCommand {
  return {
    disabledReason: ({ model }) =>
      model.store.getState().runs.groups === null ? null : 'Enter opens a group, then its runs can be marked',
    run,
  };
}

function onMarked(
  alone: ScreenCommand | undefined,
  actionOf: (runs: readonly Run[], receipts: ReturnType<typeof stateOf>['receipts']) => Action,
): ScreenCommand {
  return {
    disabledReason(parts) {
      const { marks, rangeFrom } = stateOf(parts).runs;
      return marks.size > 0 || rangeFrom !== null ? null : (alone?.disabledReason?.(parts) ?? null);
    },
    run(parts) {
      // A range that is still open shows its rows as marked: they are what is meant.
      if (stateOf(parts).runs.rangeFrom !== null) markRange(parts.model);
      const { runs, receipts } = stateOf(parts);
      if (runs.marks.size === 0) {
        alone?.run(parts);
        return;
      }
      const meant = new Set(runs.marks);
      const marked = markedRuns(runs.list, meant);
      const action = actionOf(marked.runs, receipts);
      const gone = { count: marked.gone, reason: 'are not in this list any more' };
      proposeAction(parts, {
        ...action,
        leftOut: [...(action.leftOut ?? []), ...(marked.gone > 0 ? [gone] : [])],
        onDone: (failedIds) => unmark(parts, meant, failedIds),
      });
    },
  };
}

/** What was meant is not marked any more, but for what failed; marks that were set meanwhile stay. */
function unmark(parts: ConsoleParts, meant: ReadonlySet<string>, failedIds: readonly string[]): void {
  const { marks } = stateOf(parts).runs;
  keepMarks(parts.model, [...[...marks].filter((id) => !meant.has(id)), ...failedIds]);
}

/** The two marked runs, the older one first; without marks the run under the cursor and its last success. */
function pairOf(parts: ConsoleParts): readonly [string, string] | null {
  const { list, marks } = stateOf(parts).runs;
  if (marks.size > 0) {
    const [left, right, ...more] = markedRuns(list, marks).runs.toSorted((a, b) =>
      a.createdAt < b.createdAt ? -1 : 1,
    );
    return left === undefined || right === undefined || more.length > 0 ? null : [left.id, right.id];
  }
  const run = runUnderCursor(parts);
  const success = run === null ? undefined : lastSuccess(parts, run);
  return run === null || success === undefined ? null : [success.id, run.id];
}

function whyNoPair(parts: ConsoleParts): string {
  const count = stateOf(parts).runs.marks.size;
  if (count > 0) return `two marked runs are compared, and ${count} ${count === 1 ? 'is' : 'are'} marked`;
  return 'Space marks two runs to compare; no success of its target is loaded to compare it with';
}

/** So many of the newest runs are looked at for the last success. */
const lookedAt = 5_000;

function lastSuccess(parts: ConsoleParts, run: Run): Run | undefined {
  const { list } = stateOf(parts).runs;
  // Shown in the list or not.
  for (const id of list.order.slice(-lookedAt).toReversed()) {
    const other = list.byId.get(id);
    if (other?.target === run.target && other.status === 'completed' && other.id !== run.id) return other;
  }
  return undefined;
}
