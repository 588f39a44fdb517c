import type { Run } from '../model/run.ts';

/**
 * Runs by id and in order of creation. Changed in place: a list of 100,000 is never copied; who
 * watches it compares the version number that the store keeps beside it.
 */
export interface RunList {
  readonly byId: Map<string, Run>;
  /** Ids, oldest first, so that a new run is pushed at the end. */
  readonly order: string[];
}

/** The oldest runs above this number are dropped. */
export const maxRunsKept = 100_000;

export function createRunList(): RunList {
  return { byId: new Map(), order: [] };
}

/** The run at a row of the screen: 0 is the newest. */
export function runAt(list: RunList, row: number): Run | undefined {
  const id = list.order[list.order.length - 1 - row];
  return id === undefined ? undefined : list.byId.get(id);
}

/** The row of a run on the screen, -1 when it is not in the list. */
export function rowOf(list: RunList, id: string): number {
  const run = list.byId.get(id);
  return run === undefined ? -1 : list.order.length - 1 - placeFor(list, run);
}

/** Replaces a run, or puts it where its time of creation belongs. Times of creation never change. */
export function putRun(list: RunList, run: Run): void {
  const known = list.byId.has(run.id);
  const place = known ? -1 : placeFor(list, run);
  list.byId.set(run.id, run);
  if (!known) list.order.splice(place, 0, run.id);
}

export function dropRun(list: RunList, id: string): void {
  const run = list.byId.get(id);
  if (run === undefined) return;
  list.order.splice(placeFor(list, run), 1);
  list.byId.delete(id);
}

/** Drops the oldest runs above `max`; answers how many. */
export function trimRuns(list: RunList, max: number): number {
  const surplus = list.order.length - max;
  if (surplus <= 0) return 0;
  for (const id of list.order.splice(0, surplus)) list.byId.delete(id);
  return surplus;
}

/** True when `left` was created before `right`. */
export function isOlder(left: Run, right: Run): boolean {
  return left.createdAt === right.createdAt ? left.id < right.id : left.createdAt < right.createdAt;
}

/** First place whose run is not older, by binary search. */
function placeFor(list: RunList, run: Run): number {
  let low = 0;
  let high = list.order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = list.byId.get(list.order[middle] ?? '');
    if (other !== undefined && isOlder(other, run)) low = middle + 1;
    else high = middle;
  }
  return low;
}
