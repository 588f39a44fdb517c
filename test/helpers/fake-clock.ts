import type { Clock } from '../../src/lib/clock.ts';

export interface FakeClock extends Clock {
  /** Lets time pass: timers that fall due are called in order of their times. */
  advance(ms: number): void;
  /** Timers that are set and not yet due. */
  readonly pending: number;
  /** How long each of them has still to go, in milliseconds. */
  readonly delays: readonly number[];
}

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is told to move. */
export function makeFakeClock(startMs = Date.parse('2026-01-01T00:00:00.000Z')): FakeClock {
  let now = startMs;
  const timers = new Set<Timer>();
  const dueBy = (time: number) =>
    [...timers].filter((timer) => timer.at <= time).sort((a, b) => a.at - b.at)[0];

  return {
    now: () => now,
    after(delayMs, callback) {
      const timer = { at: now + delayMs, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const end = now + ms;
      for (let due = dueBy(end); due !== undefined; due = dueBy(end)) {
        timers.delete(due);
        now = due.at;
        due.callback();
      }
      now = end;
    },
    get delays() {
      return [...timers].map(({ at }) => at - now);
    },
    get pending() {
      return timers.size;
    },
  };
}
