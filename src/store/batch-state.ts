import type { Batch } from '../model/batch.ts';
import { type FailureGroup, groupGuess, largestFirst } from '../model/failure-groups.ts';
import type { StatusCounts } from '../model/run-status.ts';
import type { SlimRun } from '../model/slim-run.ts';
import { type BatchRuns, inStartOrder, noBatchRuns } from './batch-runs.ts';
import type { Problem } from './problem.ts';

export const batchParts = ['heat', 'groups', 'list'] as const;
export type BatchPart = (typeof batchParts)[number];

/** What the list of runs is cut down to; absent members do not. */
export interface BatchCut {
  /** Runs of a slice of the heat strip: ids of the first and the last of them. */
  readonly slice: { readonly from: string; readonly to: string } | null;
  /** Fingerprint. */
  readonly fingerprint: string | null;
  /** Words that are found in id, target, message or what the run was given. */
  readonly text: string;
}

/** One batch on the screen. `runs` changes in place. */
export interface BatchState {
  readonly batchId: string;
  /** As the server tells it; null before the first answer. */
  readonly batch: Batch | null;
  readonly problem: Problem | null;
  readonly runs: BatchRuns;
  /** `runs.version` at the last change of it. */
  readonly version: number;
  /** Runs were read to the end; the stream tells the rest. */
  readonly isWhole: boolean;
  readonly isReading: boolean;
  /** Runs of other batches that were looked at, where the server does not filter. */
  readonly passedOver: number;
  readonly focus: BatchPart;
  /** Id of the run whose slice the cursor of the heat strip is on. */
  readonly heatId: string | null;
  /** Fingerprint of the group under the cursor. */
  readonly groupPrint: string | null;
  readonly cursorId: string | null;
  readonly cursorRow: number;
  readonly order: 'failed-first' | 'start';
  readonly cut: BatchCut;
  /** What the user decided of a fingerprint: retried (true) or left out. The others follow the guess. */
  readonly chosen: ReadonlyMap<string, boolean>;
}

export const noCut: BatchCut = { slice: null, fingerprint: null, text: '' };

export function openBatchState(batchId: string): BatchState {
  return {
    batchId,
    batch: null,
    problem: null,
    runs: noBatchRuns(),
    version: 0,
    isWhole: false,
    isReading: false,
    passedOver: 0,
    focus: 'list',
    heatId: null,
    groupPrint: null,
    cursorId: null,
    cursorRow: 0,
    order: 'failed-first',
    cut: noCut,
    chosen: new Map(),
  };
}

/** How many runs are in each status: of the runs themselves where all are here, else as the server said last. */
export function batchCounts(state: BatchState): StatusCounts {
  return state.isWhole || state.batch === null ? state.runs.counts : state.batch.counts;
}

/** The groups of failures, those with most runs first. */
export function batchGroups(state: BatchState): readonly FailureGroup[] {
  return largestFirst(state.runs.groups);
}

/** Whether a retry of the batch takes the runs of a group along. */
export function isTaken(state: BatchState, group: FailureGroup): boolean {
  return state.chosen.get(group.fingerprint) ?? groupGuess(group).retry !== 'no';
}

interface Listed {
  readonly of: readonly unknown[];
  readonly runs: readonly SlimRun[];
}

const listed = new WeakMap<BatchRuns, Listed>();

/** The runs of the list, in its order. Made anew only after a change of what it depends on. */
export function listedRuns(state: BatchState): readonly SlimRun[] {
  const of = [state.runs.version, state.order, state.cut];
  const known = listed.get(state.runs);
  if (known?.of.every((part, index) => part === of[index])) return known.runs;
  const runs = makeList(state);
  listed.set(state.runs, { of, runs });
  return runs;
}

function makeList({ runs, order, cut }: BatchState): readonly SlimRun[] {
  const whole = inStartOrder(runs);
  const kept = isUncut(cut) ? whole : sliceOf(whole, cut).filter((run) => isInside(run, cut));
  if (order === 'start') return kept;
  return [
    ...kept.filter(({ status }) => status === 'failed'),
    ...kept.filter(({ status }) => status !== 'failed'),
  ];
}

export function isUncut({ slice, fingerprint, text }: BatchCut): boolean {
  return slice === null && fingerprint === null && text === '';
}

function sliceOf(runs: readonly SlimRun[], { slice }: BatchCut): readonly SlimRun[] {
  if (slice === null) return runs;
  const from = runs.findIndex(({ id }) => id === slice.from);
  return runs.slice(Math.max(0, from), runs.findIndex(({ id }) => id === slice.to) + 1);
}

function isInside(run: SlimRun, { fingerprint, text }: BatchCut): boolean {
  if (fingerprint !== null && run.fingerprint !== fingerprint) return false;
  const words = text.toLowerCase().split(/\s+/);
  return words.every((word) =>
    [run.id, run.target, run.message, run.given, run.status].some((part) =>
      part?.toLowerCase().includes(word),
    ),
  );
}

/** The row of the cursor in the list; -1 in an empty one. */
export function batchRow(state: BatchState): number {
  const runs = listedRuns(state);
  const row = state.cursorId === null ? -1 : runs.findIndex(({ id }) => id === state.cursorId);
  return row >= 0 ? row : Math.min(state.cursorRow, runs.length - 1);
}

/** The row of the cursor among the groups; -1 without any. */
export function groupRow(state: BatchState, groups: readonly FailureGroup[]): number {
  const row = groups.findIndex(({ fingerprint }) => fingerprint === state.groupPrint);
  return row >= 0 ? row : Math.min(0, groups.length - 1);
}
