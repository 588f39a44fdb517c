import { fingerprintHash } from './fingerprint.ts';
import { type RetryGuess, retryGuess } from './retry-guess.ts';
import type { SlimRun } from './slim-run.ts';

/** Failed runs with one fingerprint. Changes in place. */
export interface FailureGroup {
  readonly fingerprint: string;
  /** See `fingerprintHash`. */
  readonly hash: string;
  /** Newest failure first; never empty while the group is listed. */
  readonly runs: SlimRun[];
  /** How many of them each target has. */
  readonly targets: Map<string, number>;
}

/** Failed runs by what went wrong. Changes in place; each run is looked at once. */
export interface FailureGroups {
  readonly byPrint: Map<string, FailureGroup>;
  readonly byId: Map<string, SlimRun>;
}

export function noGroups(): FailureGroups {
  return { byPrint: new Map(), byId: new Map() };
}

/** Puts a failed run into its group. @returns false when it is there already, or has not failed */
export function addFailure(groups: FailureGroups, run: SlimRun): boolean {
  const { fingerprint } = run;
  if (fingerprint === null) return false;
  const known = groups.byId.get(run.id);
  if (known?.fingerprint === fingerprint) return false;
  if (known !== undefined) dropFailure(groups, known);
  const group = groups.byPrint.get(fingerprint) ?? newGroup(groups, fingerprint);
  groups.byId.set(run.id, run);
  group.runs.splice(placeFor(group.runs, run), 0, run);
  group.targets.set(run.target, (group.targets.get(run.target) ?? 0) + 1);
  return true;
}

export function dropFailure(groups: FailureGroups, run: SlimRun): void {
  const group = groups.byPrint.get(run.fingerprint ?? '');
  if (group === undefined || !groups.byId.delete(run.id)) return;
  const at = group.runs.findIndex(({ id }) => id === run.id);
  group.runs.splice(at, 1);
  const left = (group.targets.get(run.target) ?? 0) - 1;
  if (left > 0) group.targets.set(run.target, left);
  else group.targets.delete(run.target);
  if (group.runs.length === 0) groups.byPrint.delete(group.fingerprint);
}

/** Drops the oldest failures above `max`; answers how many. */
export function trimFailures(groups: FailureGroups, max: number): number {
  const surplus = groups.byId.size - max;
  if (surplus <= 0) return 0;
  const oldest = [...groups.byId.values()].sort((left, right) => left.changedAt - right.changedAt);
  for (const run of oldest.slice(0, surplus)) dropFailure(groups, run);
  return surplus;
}

/** Drops the failures of runs that were created before a time. @param since epoch ms @returns whether there were any */
export function dropCreatedBefore(groups: FailureGroups, since: number): boolean {
  const old = [...groups.byId.values()].filter(({ createdAt }) => createdAt < since);
  for (const run of old) dropFailure(groups, run);
  return old.length > 0;
}

/** The groups, those with most runs first; of two with as many, the one that failed last. */
export function largestFirst(groups: FailureGroups): readonly FailureGroup[] {
  return [...groups.byPrint.values()].sort(
    (left, right) => right.runs.length - left.runs.length || lastAt(right) - lastAt(left),
  );
}

/** When a run of the group failed first, epoch ms. */
export function firstAt(group: FailureGroup): number {
  return group.runs.at(-1)?.changedAt ?? 0;
}

/** When a run of the group failed last, epoch ms. */
export function lastAt(group: FailureGroup): number {
  return group.runs[0]?.changedAt ?? 0;
}

/** What its newest run says about another try: the others failed with the same words. */
export function groupGuess(group: FailureGroup): RetryGuess {
  const newest = group.runs[0];
  return newest === undefined ? { retry: 'maybe', why: '' } : retryGuess(newest);
}

/** How many fell into each of `count` equal parts of a span of time. @param from epoch ms, as `to` */
export function countsOverTime(
  runs: readonly { readonly changedAt: number }[],
  from: number,
  to: number,
  count: number,
): readonly number[] {
  const counts = new Array<number>(count).fill(0);
  const width = Math.max(1, to - from) / count;
  for (const { changedAt } of runs) {
    if (changedAt < from || changedAt > to) continue;
    const at = Math.min(count - 1, Math.floor((changedAt - from) / width));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

function newGroup(groups: FailureGroups, fingerprint: string): FailureGroup {
  const group = { fingerprint, hash: fingerprintHash(fingerprint), runs: [], targets: new Map() };
  groups.byPrint.set(fingerprint, group);
  return group;
}

/** The first place whose run did not fail later. Pages bring older runs and the stream newer ones: both ends are near. */
function placeFor(runs: readonly SlimRun[], run: SlimRun): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((runs[middle]?.changedAt ?? 0) > run.changedAt) low = middle + 1;
    else high = middle;
  }
  return low;
}
