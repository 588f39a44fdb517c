import type { Clock } from '../lib/clock.ts';

/** A clock that can be put forward and back. */
export interface ServerClock extends Clock {
  /** Milliseconds that are added to this machine's time. */
  readonly shiftMs: number;
  shift(ms: number): void;
  /** Calls off whatever is waited for, and waits for nothing from then on: nobody looks any more. */
  end(): void;
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
  let isEnded = false;
  const waits = new Set<() => void>();
  return {
    now: () => clock.now() + shiftMs,
    after(delayMs, callback) {
      if (isEnded) return () => {};
      const cancelTimer = clock.after(delayMs, () => {
        waits.delete(cancel);
        callback();
      });
      const cancel = () => {
        waits.delete(cancel);
        cancelTimer();
      };
      waits.add(cancel);
      return cancel;
    },
    end() {
      isEnded = true;
      for (const cancel of [...waits]) cancel();
    },
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
