import type { RunStatus } from './run-status.ts';
import type { SlimRun } from './slim-run.ts';

/** A slice of a batch: neighbours in the order of their start. */
export interface HeatCell {
  /** Index of its first run. */
  readonly from: number;
  /** Index behind its last run. */
  readonly to: number;
  /** The worst of its runs. */
  readonly status: RunStatus;
  readonly failed: number;
  /** Runs that completed or failed. */
  readonly ended: number;
}

/** The worst one first. */
const worst: readonly RunStatus[] = ['failed', 'cancelled', 'running', 'waiting', 'pending', 'completed'];

/** Sorts runs in place as they started; those that have not, as they were created. Quick when they nearly are. */
export function sortByStart(runs: SlimRun[]): void {
  runs.sort(
    (left, right) =>
      (left.startedAt ?? Number.MAX_SAFE_INTEGER) - (right.startedAt ?? Number.MAX_SAFE_INTEGER) ||
      left.createdAt - right.createdAt ||
      (left.id < right.id ? -1 : 1),
  );
}

/** Cuts the runs, which are in the order of their start, into at most `count` slices of the same size. */
export function heatCells(runs: readonly SlimRun[], count: number): readonly HeatCell[] {
  const size = Math.max(1, Math.ceil(runs.length / Math.max(1, count)));
  const cells: HeatCell[] = [];
  for (let from = 0; from < runs.length; from += size) {
    const to = Math.min(from + size, runs.length);
    let rank = worst.length - 1;
    let [failed, ended] = [0, 0];
    for (let at = from; at < to; at++) {
      const status = runs[at]?.status ?? 'completed';
      rank = Math.min(rank, worst.indexOf(status));
      if (status === 'failed') failed++;
      if (status === 'failed' || status === 'completed') ended++;
    }
    cells.push({ from, to, status: worst[rank] ?? 'completed', failed, ended });
  }
  return cells;
}

/**
 * From which share of failures on a slice counts as bad: twice that of all runs, but never more than half. Where slices
 * are large nearly each has a failure, and the worst of it alone would not tell since when.
 * @returns from 0 to 0.5
 */
export function badShare(cells: readonly HeatCell[]): number {
  const failed = cells.reduce((sum, cell) => sum + cell.failed, 0);
  const ended = cells.reduce((sum, cell) => sum + cell.ended, 0);
  return Math.min(0.5, (2 * failed) / Math.max(1, ended));
}

/** The share of its failures, from 0 to 1, of those of its runs that completed or failed. */
export function failedShare({ failed, ended }: HeatCell): number {
  return failed / Math.max(1, ended);
}

/** The place in the order of start from which on runs fail, or up to which they do. */
export interface HeatTurn {
  /** Index of the first run after the turn. */
  readonly index: number;
  readonly side: 'after' | 'before';
  /** Failed runs on that side, and altogether. */
  readonly there: number;
  readonly all: number;
}

/** Fewer failures than this tell nothing of when they began. */
const minFailures = 5;
/** So much of all failures lies on the one side, */
const minShare = 0.8;
/** and they are so many times as frequent there. */
const minRatio = 3;

/** Where failures began or stopped, if they did: the cut that tells the two sides apart best. */
export function heatTurn(runs: readonly SlimRun[]): HeatTurn | null {
  // What was cancelled says nothing of when it would have failed.
  const ended = runs.flatMap(({ status }, index) =>
    status === 'failed' || status === 'completed' ? [{ index, failed: status === 'failed' }] : [],
  );
  const all = ended.filter(({ failed }) => failed).length;
  if (all < minFailures || all === ended.length) return null;
  let best = { at: -1, score: 0, before: 0 };
  let before = 0;
  for (let at = 1; at < ended.length; at++) {
    if (ended[at - 1]?.failed === true) before++;
    const gap = Math.abs(before / at - (all - before) / (ended.length - at));
    const score = gap * Math.sqrt(at * (ended.length - at));
    if (score > best.score) best = { at, score, before };
  }
  const rateBefore = best.before / best.at;
  const rateAfter = (all - best.before) / (ended.length - best.at);
  const side = rateAfter > rateBefore ? 'after' : 'before';
  const there = side === 'after' ? all - best.before : best.before;
  const [low, high] = rateAfter > rateBefore ? [rateBefore, rateAfter] : [rateAfter, rateBefore];
  if (there / all < minShare || high < low * minRatio) return null;
  return { index: ended[best.at]?.index ?? 0, side, there, all };
}
