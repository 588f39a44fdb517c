import type { Run } from '../model/run.ts';
import { runDuration } from '../model/run-duration.ts';
import { type Baselines, baselineOf } from './baselines.ts';

/** This many times what is long for its target is slow. */
export const slowRatio = 1.5;

const minute = 60_000;
/** A run that is due should start sooner. */
const longInQueueMs = 2 * minute;
const longWaitMs = 10 * minute;
/** Where nothing is known of the target. */
const longRunMs = 60 * minute;
const longCancelMs = minute;

interface Knowledge {
  readonly baselines: Baselines;
}

/** How long a run took or takes as a multiple of the 95th percentile of its target; null where neither is known. */
export function ratioOf(known: Knowledge, run: Run, now: number): number | null {
  const p95 = baselineOf(known, run.target)?.p95Ms ?? 0;
  const duration = p95 > 0 ? runDuration(run, now) : null;
  return duration === null ? null : duration / p95;
}

/** True for a run that somebody should look at: it failed, waits long, or seems stuck. */
export function isProblem(known: Knowledge, run: Run, now: number): boolean {
  const since = (iso: string | null) => (iso === null ? 0 : now - Date.parse(iso));
  if (run.status === 'completed' || run.status === 'cancelled') return false;
  if (run.status === 'failed') return true;
  if (run.cancelRequestedAt !== null && since(run.cancelRequestedAt) > longCancelMs) return true;
  if (run.status === 'waiting') return since(run.updatedAt) > longWaitMs;
  if (run.status === 'pending') {
    return since(run.notBefore ?? run.createdAt) > longInQueueMs && since(run.updatedAt) > longInQueueMs;
  }
  const ratio = ratioOf(known, run, now);
  return ratio === null ? since(run.startedAt) > longRunMs : ratio > slowRatio;
}
