import type { Clock } from '../lib/clock.ts';

/** A clock that can be put forward and back. */
export interface ServerClock extends Clock {
  /** Milliseconds that are added to this machine's time. */
  readonly shiftMs: number;
  shift(ms: number): void;
}

/** Less than this nobody notices in an age, and the header that tells it is not more exact. */
export const skewLimitMs = 2_000;
/** A skew that is in use is corrected when it is wrong by this much. */
const correctedMs = 1_000;

/**
 * Time as the server sees it: ages on the screen are the difference between its times and ours, so a
 * clock that is wrong would make every one of them wrong.
 */
export function createServerClock(clock: Clock): ServerClock {
  let shiftMs = 0;
  return {
    now: () => clock.now() + shiftMs,
    after: (delayMs, callback) => clock.after(delayMs, callback),
    get shiftMs() {
      return shiftMs;
    },
    shift(ms) {
      shiftMs = ms;
    },
  };
}

/**
 * How far to shift the clock.
 * @param measuredMs the server's clock minus ours; null before it is known
 * @param usedMs what is in use now
 */
export function shiftFor(measuredMs: number | null, usedMs: number): number {
  if (measuredMs === null) return usedMs;
  if (Math.abs(measuredMs - usedMs) < correctedMs) return usedMs;
  return Math.abs(measuredMs) > skewLimitMs ? measuredMs : 0;
}
