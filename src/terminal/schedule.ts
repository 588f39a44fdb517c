import type { Clock } from '../lib/clock.ts';

/** When the next paint happens: data waits for a tick, keys do not. */
export interface Schedule {
  /** Paints within one tick; any number of calls make one paint. */
  soon(): void;
  /** Paints at the end of this turn of the event loop. */
  now(): void;
  /** No paint until `resume`. */
  pause(): void;
  /** Paints at once. */
  resume(): void;
}

/** How long data may wait for its paint: a flood of it costs 30 frames a second and no more. */
const tickMs = 33;

/** A schedule without a timer of its own while nothing happens. */
export function createSchedule(clock: Clock, paint: () => void): Schedule {
  let cancelTick: (() => void) | null = null;
  let immediate: NodeJS.Immediate | null = null;
  let isPaused = false;
  const disarm = () => {
    cancelTick?.();
    cancelTick = null;
    if (immediate !== null) clearImmediate(immediate);
    immediate = null;
  };
  const run = () => {
    disarm();
    paint();
  };
  const now = () => {
    if (isPaused || immediate !== null) return;
    immediate = setImmediate(run);
  };
  return {
    soon() {
      if (isPaused || cancelTick !== null || immediate !== null) return;
      cancelTick = clock.after(tickMs, run);
    },
    now,
    pause() {
      isPaused = true;
      disarm();
    },
    resume() {
      isPaused = false;
      now();
    },
  };
}
