import type { Run } from '../model/run.ts';
import type { RunFollower, RunList } from './run-list.ts';
import {
  createSortedRows,
  dropEntry,
  fillSorted,
  putEntry,
  type SortedEntry,
  type SortedRows,
  type SortKey,
} from './sorted-rows.ts';

/** Which runs are shown, and in which order. */
export interface RowRules {
  /** Null: all of them. */
  readonly isShown: ((run: Run) => boolean) | null;
  readonly keyOf: (run: Run) => SortKey;
  readonly descending: boolean;
}

/** Rows that follow a list, run by run, once they are filled. */
export interface RunRows extends RunFollower {
  readonly rows: SortedRows;
  /** Takes in what the list holds, in pieces; what changes meanwhile is taken in at the end. */
  fill(list: RunList): Generator<void, void>;
}

export function createRunRows(rules: RowRules): RunRows {
  const rows = createSortedRows(rules.descending);
  /** Ids that changed while the rows are being filled; null when that is over. */
  let late: Set<string> | null = null;
  const put = (run: Run) => {
    if (rules.isShown?.(run) === false) dropEntry(rows, run.id);
    else putEntry(rows, { id: run.id, key: rules.keyOf(run), tie: run.createdAt });
  };
  return {
    rows,
    put(run) {
      if (late === null) put(run);
      else late.add(run.id);
    },
    drop(id) {
      if (late === null) dropEntry(rows, id);
      else late.add(id);
    },
    *fill(list) {
      late = new Set();
      yield* fillSorted(rows, entriesOf(list, rules));
      const changed = late;
      late = null;
      for (const id of changed) {
        dropEntry(rows, id);
        const run = list.byId.get(id);
        if (run !== undefined) put(run);
      }
    },
  };
}

/** A pattern may take a while over the long error of a run. */
const runsAtOnce = 100;

/** The entries of the runs that are shown, as the list was when this began. */
function* entriesOf(list: RunList, { isShown, keyOf }: RowRules): Generator<SortedEntry[]> {
  const ids = list.order.slice();
  for (let from = 0; from < ids.length; from += runsAtOnce) {
    const entries: SortedEntry[] = [];
    for (let at = from; at < Math.min(ids.length, from + runsAtOnce); at++) {
      const run = list.byId.get(ids[at] ?? '');
      if (run === undefined || isShown?.(run) === false) continue;
      entries.push({ id: run.id, key: keyOf(run), tie: run.createdAt });
    }
    yield entries;
  }
}
