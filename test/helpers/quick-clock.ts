import type { Clock } from '../../src/lib/clock.ts';

/** A clock that goes several times as quick as the machine's, from an instant on (epoch ms) at which both show the same. */
export function makeQuickClock(since: number, factor: number): Clock {
  return {
    now: () => Math.floor(since + (Date.now() - since) * factor),
    after(delayMs, callback) {
      const timer = setTimeout(callback, Math.ceil(delayMs / factor));
      return () => clearTimeout(timer);
    },
  };
}
