import type { SlimRun } from './slim-run.ts';

const minute = 60_000;
/** The rate is measured over so much of the past. */
const windowMs = 10 * minute;

/** When a batch will have ended, as far as its last ten minutes tell. */
export interface BatchEnd {
  /** Epoch ms. */
  readonly at: number;
  /** Give or take, in ms: one standard error of the rate. */
  readonly spreadMs: number;
}

export interface BatchRate {
  /** Runs that completed or failed in each minute up to now, oldest first. */
  readonly donePerMinute: readonly number[];
  readonly failedPerMinute: readonly number[];
  /** Null when nothing ended lately, or nothing is left. */
  readonly end: BatchEnd | null;
}

/**
 * How quickly the runs of a batch end, from those that are loaded.
 * @param left runs that have not ended
 * @param minutes how many minutes to tell of
 */
export function batchRate(runs: Iterable<SlimRun>, left: number, now: number, minutes: number): BatchRate {
  const done = new Array<number>(minutes).fill(0);
  const failed = new Array<number>(minutes).fill(0);
  let recent = 0;
  let oldest = now;
  for (const run of runs) {
    // A cancel ends thousands at once, and says nothing of how quickly they run.
    if ((run.status !== 'completed' && run.status !== 'failed') || run.changedAt > now) continue;
    const age = now - run.changedAt;
    if (age < windowMs) {
      recent++;
      oldest = Math.min(oldest, run.changedAt);
    }
    const at = minutes - 1 - Math.floor(age / minute);
    if (at < 0) continue;
    done[at] = (done[at] ?? 0) + 1;
    if (run.status === 'failed') failed[at] = (failed[at] ?? 0) + 1;
  }
  return { donePerMinute: done, failedPerMinute: failed, end: endOf(recent, now - oldest, left, now) };
}

function endOf(recent: number, spanMs: number, left: number, now: number): BatchEnd | null {
  if (left <= 0 || recent < 2 || spanMs <= 0) return null;
  const remaining = (left / recent) * spanMs;
  // Ends that come at random: their number is known to its square root.
  return { at: now + remaining, spreadMs: remaining / Math.sqrt(recent) };
}
