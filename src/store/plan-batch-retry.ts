import type { FailureGroup } from '../model/failure-groups.ts';
import { groupGuess } from '../model/failure-groups.ts';
import type { SlimRun } from '../model/slim-run.ts';
import { isRepeated } from './batch-runs.ts';
import { type BatchState, batchGroups, isTaken } from './batch-state.ts';

/** Runs that are left alone, and why. */
export interface LeftAlone {
  readonly count: number;
  readonly reason: string;
}

/** Which runs a retry makes anew, and which it does not. */
export interface RetryPlan {
  readonly runs: readonly SlimRun[];
  readonly leftOut: readonly LeftAlone[];
}

/**
 * The failed runs of a batch that are worth another try: those that none repeats yet, of the groups that are
 * taken along.
 */
export function planBatchRetry(state: BatchState): RetryPlan {
  const groups = batchGroups(state);
  const isOpen = (run: SlimRun) => !isRepeated(state.runs, run.id);
  const open = (group: FailureGroup) => group.runs.filter(isOpen);
  const repeated = groups.reduce((sum, group) => sum + group.runs.length - open(group).length, 0);
  const left = groups.filter((group) => !isTaken(state, group));
  return {
    runs: groups.filter((group) => isTaken(state, group)).flatMap(open),
    leftOut: [
      ...left.map((group) => ({ count: open(group).length, reason: leftReason(state, group) })),
      { count: repeated, reason: 'were retried already' },
    ].filter(({ count }) => count > 0),
  };
}

function leftReason(state: BatchState, group: FailureGroup): string {
  if (state.chosen.get(group.fingerprint) === false) return 'were left out by you';
  return `would fail again, as a guess: ${groupGuess(group).why}`;
}
