import type { Run } from '../model/run.ts';
import { type SortedRows, sortedRowOf } from './sorted-rows.ts';

/**
 * Runs by id and in order of creation. Changed in place: a list of 100,000 is never copied; who
 * watches it compares the version number that the store keeps beside it.
 */
export interface RunList {
  readonly byId: Map<string, Run>;
  /** Ids, oldest first, so that a new run is pushed at the end. */
  readonly order: string[];
  /** The rows as they are shown; null: every run, the newest first. They follow the list by themselves. */
  rows: SortedRows | null;
  /** What is kept in step with the list. */
  readonly followers: Set<RunFollower>;
}

/** Hears of every run that is put into a list or replaced in it, and of every one that leaves it. */
export interface RunFollower {
  put(run: Run): void;
  drop(id: string): void;
}

/** The oldest runs above this number are dropped. */
export const maxRunsKept = 100_000;

export function createRunList(): RunList {
  return { byId: new Map(), order: [], rows: null, followers: new Set() };
}

/** How many rows the list shows. */
export function rowCount(list: RunList): number {
  return (list.rows?.entries ?? list.order).length;
}

/** The run at a row of the screen: 0 is the first. */
export function runAt(list: RunList, row: number): Run | undefined {
  const id = list.rows === null ? list.order[list.order.length - 1 - row] : list.rows.entries[row]?.id;
  return id === undefined ? undefined : list.byId.get(id);
}

/** The row of a run on the screen, -1 when it is not shown. */
export function rowOf(list: RunList, id: string): number {
  if (list.rows !== null) return sortedRowOf(list.rows, id);
  const run = list.byId.get(id);
  return run === undefined ? -1 : list.order.length - 1 - placeFor(list, run);
}

/** The newest run of all, shown or not. */
export function newestRun(list: RunList): Run | undefined {
  return list.byId.get(list.order.at(-1) ?? '');
}

/** The oldest run of all, shown or not. */
export function oldestRun(list: RunList): Run | undefined {
  return list.byId.get(list.order[0] ?? '');
}

/** Replaces a run, or puts it where its time of creation belongs. Times of creation never change. */
export function putRun(list: RunList, run: Run): void {
  const known = list.byId.has(run.id);
  const place = known ? -1 : placeFor(list, run);
  list.byId.set(run.id, run);
  if (!known) list.order.splice(place, 0, run.id);
  for (const follower of list.followers) follower.put(run);
}

/**
 * Puts unknown runs below all others, at once: one by one, each would move the whole order.
 * @param runs newest first, each older than every run of the list
 */
export function putOlderRuns(list: RunList, runs: readonly Run[]): void {
  for (const run of runs) list.byId.set(run.id, run);
  list.order.unshift(...runs.map(({ id }) => id).reverse());
  for (const follower of list.followers) for (const run of runs) follower.put(run);
}

export function dropRun(list: RunList, id: string): void {
  const run = list.byId.get(id);
  if (run === undefined) return;
  list.order.splice(placeFor(list, run), 1);
  forget(list, id);
}

/** Drops the oldest runs above `max`; answers how many. */
export function trimRuns(list: RunList, max: number): number {
  const surplus = list.order.length - max;
  if (surplus <= 0) return 0;
  for (const id of list.order.splice(0, surplus)) forget(list, id);
  return surplus;
}

function forget(list: RunList, id: string): void {
  list.byId.delete(id);
  for (const follower of list.followers) follower.drop(id);
}

/** True when `left` was created before `right`. */
export function isOlder(left: Run, right: Run): boolean {
  return left.createdAt === right.createdAt ? left.id < right.id : left.createdAt < right.createdAt;
}

/** First place whose run is not older, by binary search; a run that is newer than all is looked for first. */
export function placeFor(list: RunList, run: Run): number {
  let low = 0;
  let high = list.order.length;
  const newest = newestRun(list);
  if (newest !== undefined && isOlder(newest, run)) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = list.byId.get(list.order[middle] ?? '');
    if (other !== undefined && isOlder(other, run)) low = middle + 1;
    else high = middle;
  }
  return low;
}
