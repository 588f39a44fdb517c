/** Time as the program sees it. Handed in, so that tests can drive it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `callback` once after `delayMs`; answers a function that calls it off. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The machine's clock. Its timers never keep the process alive by themselves. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** The instant as ISO 8601 UTC with milliseconds, the form every timestamp has on the wire. */
export function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
