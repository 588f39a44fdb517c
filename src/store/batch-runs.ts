import { addFailure, dropFailure, type FailureGroups, noGroups } from '../model/failure-groups.ts';
import { sortByStart } from '../model/heat-strip.ts';
import { wasCalledOff } from '../model/repeat-run.ts';
import type { Run } from '../model/run.ts';
import { noCounts, type StatusCounts } from '../model/run-status.ts';
import { type SlimRun, slimRun } from '../model/slim-run.ts';

/** The runs of one batch, as far as they were read. Changes in place; `version` grows when it does. */
export interface BatchRuns {
  readonly byId: Map<string, SlimRun>;
  readonly groups: FailureGroups;
  readonly counts: StatusCounts;
  /** By failed run, those of the batch that repeat it and were not called off. */
  readonly repeats: Map<string, Set<string>>;
  /** In the order of their start; made when it is asked for. */
  order: readonly SlimRun[];
  orderVersion: number;
  version: number;
}

/** Runs of one batch that are kept: about 40 MB. */
export const maxBatchRuns = 50_000;

export function noBatchRuns(): BatchRuns {
  return {
    byId: new Map(),
    groups: noGroups(),
    counts: noCounts(),
    repeats: new Map(),
    order: [],
    orderVersion: 0,
    version: 0,
  };
}

/** Brings runs of the batch in; records older than the ones known are ignored. @returns whether anything changed */
export function putBatchRuns(runs: BatchRuns, changed: Iterable<Run>): boolean {
  let any = false;
  for (const run of changed) {
    const known = runs.byId.get(run.id);
    if (known === undefined && runs.byId.size >= maxBatchRuns) continue;
    if (known !== undefined && isStale(run, known)) continue;
    putOne(runs, slimRun(run, known), known);
    any = true;
  }
  if (any) runs.version++;
  return any;
}

/** True when a later run of the batch repeats this one. */
export function isRepeated({ repeats }: BatchRuns, runId: string): boolean {
  return (repeats.get(runId)?.size ?? 0) > 0;
}

/** The runs in the order of their start; sorted only after a change. */
export function inStartOrder(runs: BatchRuns): readonly SlimRun[] {
  if (runs.orderVersion === runs.version) return runs.order;
  const order = [...runs.byId.values()];
  sortByStart(order);
  runs.order = order;
  runs.orderVersion = runs.version;
  return order;
}

function putOne(runs: BatchRuns, run: SlimRun, known: SlimRun | undefined): void {
  if (known !== undefined) {
    runs.counts[known.status]--;
    if (known.fingerprint !== null && known.fingerprint !== run.fingerprint) dropFailure(runs.groups, known);
  }
  runs.counts[run.status]++;
  runs.byId.set(run.id, run);
  if (run.retryOf !== null) noteRepeat(runs.repeats, run.retryOf, run);
  addFailure(runs.groups, run);
}

function noteRepeat(repeats: BatchRuns['repeats'], failedId: string, repeat: SlimRun): void {
  const standing = repeats.get(failedId) ?? new Set<string>();
  if (wasCalledOff(repeat)) standing.delete(repeat.id);
  else standing.add(repeat.id);
  repeats.set(failedId, standing);
}

function isStale(run: Run, known: SlimRun): boolean {
  if (run.version !== null && known.version !== null) return run.version <= known.version;
  return Date.parse(run.completedAt ?? run.updatedAt) < known.changedAt;
}
