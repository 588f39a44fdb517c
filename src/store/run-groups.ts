import type { Run } from '../model/run.ts';
import type { RunFollower, RunList } from './run-list.ts';
import { createSortedRows, dropEntry, putEntry, type SortedRows } from './sorted-rows.ts';

export const groupings = ['failure', 'target', 'schedule', 'batch', 'status'] as const;
export type Grouping = (typeof groupings)[number];

/** Runs that have something in common. */
export interface RunGroup {
  /** What they have in common: a fingerprint, a target, an id; empty for those that have none. */
  readonly name: string;
  count: number;
  failed: number;
  /** When the newest of them was created, ISO 8601. */
  lastAt: string;
}

/** The groups of a list, the largest first, among equals the one with the newest run. They follow the list run by run once they are filled. */
export interface RunGroups extends RunFollower {
  readonly by: Grouping;
  readonly byName: ReadonlyMap<string, RunGroup>;
  /** Names of groups by their counts. */
  readonly rows: SortedRows;
  fill(list: RunList): Generator<void, void>;
}

/**
 * @param nameOf the group of a run; null leaves the run out
 */
export function createRunGroups(by: Grouping, nameOf: (run: Run) => string | null): RunGroups {
  const byName = new Map<string, RunGroup>();
  const rows = createSortedRows(true);
  const placed = new Map<string, { readonly name: string; readonly isFailed: boolean }>();
  /** While the groups are filled, rows are made for those that the list is through with. */
  let isFilling = false;

  const show = (group: RunGroup) => {
    if (isFilling) return;
    if (group.count === 0) {
      byName.delete(group.name);
      dropEntry(rows, group.name);
    } else putEntry(rows, { id: group.name, key: group.count, tie: group.lastAt });
  };
  const drop = (id: string) => {
    const place = placed.get(id);
    const group = place === undefined ? undefined : byName.get(place.name);
    if (place === undefined || group === undefined) return;
    placed.delete(id);
    group.count--;
    if (place.isFailed) group.failed--;
    show(group);
  };
  const put = (run: Run) => {
    const name = nameOf(run);
    const before = placed.get(run.id);
    const isFailed = run.status === 'failed';
    if (before !== undefined && before.name === name && before.isFailed === isFailed) return;
    if (before !== undefined) drop(run.id);
    if (name === null) return;
    const group = byName.get(name) ?? { name, count: 0, failed: 0, lastAt: '' };
    byName.set(name, group);
    group.count++;
    if (isFailed) group.failed++;
    if (run.createdAt > group.lastAt) group.lastAt = run.createdAt;
    placed.set(run.id, { name, isFailed });
    show(group);
  };

  return {
    by,
    byName,
    rows,
    put,
    drop,
    *fill(list) {
      isFilling = true;
      const ids = list.order.slice();
      for (let at = 0; at < ids.length; at++) {
        const run = list.byId.get(ids[at] ?? '');
        if (run !== undefined) put(run);
        if (at % 500 === 499) yield;
      }
      isFilling = false;
      let shown = 0;
      for (const group of [...byName.values()]) {
        show(group);
        if (++shown % 1_000 === 0) yield;
      }
    },
  };
}
