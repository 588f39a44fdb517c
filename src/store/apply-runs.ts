import type { Run, RunFilter } from '../model/run.ts';
import { isUnfiltered, matchesFilter } from '../model/run-filter.ts';
import { runStatuses, type StatusCounts } from '../model/run-status.ts';
import {
  dropRun,
  isOlder,
  maxRunsKept,
  newestRun,
  oldestRun,
  putOlderRuns,
  putRun,
  type RunList,
  trimRuns,
} from './run-list.ts';

/** What a batch of changed runs did to a list. */
export interface RunsChange {
  readonly changed: boolean;
  /** What to add to the counts by status. */
  readonly counts: Partial<StatusCounts>;
  /** The old status of some run is not known here: the counts need to be asked for again. */
  readonly countsUnsure: boolean;
}

export interface ApplyRules {
  readonly filter: RunFilter;
  /** Older pages are still on the server: a run older than the list is left to them. */
  readonly morePages: boolean;
  readonly max?: number | undefined;
}

/** Brings changed runs into the list, in place. Records older than the ones known are ignored. */
export function applyRuns(list: RunList, runs: readonly Run[], rules: ApplyRules): RunsChange {
  const counts: Partial<StatusCounts> = {};
  const others = putBelow(list, runs, rules);
  let changed = others.length < runs.length;
  let countsUnsure = changed;
  for (const run of others) {
    const known = list.byId.get(run.id);
    if (known !== undefined && isStale(run, known)) continue;
    if (known === undefined) countsUnsure = true;
    // A run that is newer than all others was not there when the server counted; in a filtered list
    // nobody knows what the others are.
    const isNew = known === undefined && isUnfiltered(rules.filter) && isNewest(list, run);
    if (known !== undefined || isNew) recount(counts, known, run);
    if (placeRun(list, run, known, rules)) changed = true;
  }
  if (trimRuns(list, rules.max ?? maxRunsKept) > 0) changed = true;
  return { changed, counts, countsUnsure };
}

/** Adds a change to the counts; a count never falls below zero. */
export function addCounts(counts: StatusCounts, change: Partial<StatusCounts>): StatusCounts {
  const sum = { ...counts };
  for (const status of runStatuses) {
    sum[status] = Math.max(0, sum[status] + (change[status] ?? 0));
  }
  return sum;
}

function recount(counts: Partial<StatusCounts>, known: Run | undefined, run: Run): void {
  if (known !== undefined) counts[known.status] = (counts[known.status] ?? 0) - 1;
  counts[run.status] = (counts[run.status] ?? 0) + 1;
}

function placeRun(list: RunList, run: Run, known: Run | undefined, rules: ApplyRules): boolean {
  if (!matchesFilter(run, rules.filter)) {
    if (known === undefined) return false;
    dropRun(list, run.id);
    return true;
  }
  if (known === undefined && rules.morePages && isBelow(list, run)) return false;
  putRun(list, run);
  return true;
}

/** As many as may be arguments of one call. */
const mostAtOnce = 1_000;

/**
 * Puts runs that follow each other below the list, as those of the next page do, there together: page after page
 * to the end of 100,000 runs, one by one would take seconds.
 * @returns the runs that belong elsewhere
 */
function putBelow(list: RunList, runs: readonly Run[], rules: ApplyRules): readonly Run[] {
  if (rules.morePages) return runs;
  const others: Run[] = [];
  let below: Run[] = [];
  for (const run of runs) {
    const lowest = below.at(-1) ?? oldestRun(list);
    if (lowest === undefined || !isOlder(run, lowest) || !matchesFilter(run, rules.filter)) others.push(run);
    else below.push(run);
    if (below.length < mostAtOnce) continue;
    putOlderRuns(list, below);
    below = [];
  }
  putOlderRuns(list, below);
  return others;
}

function isStale(run: Run, known: Run): boolean {
  if (run.version !== null && known.version !== null) return run.version <= known.version;
  return run.updatedAt < known.updatedAt;
}

function isNewest(list: RunList, run: Run): boolean {
  const newest = newestRun(list);
  return newest === undefined || isOlder(newest, run);
}

function isBelow(list: RunList, run: Run): boolean {
  const oldest = oldestRun(list);
  return oldest !== undefined && isOlder(run, oldest);
}
