/** Over how long a rate is taken, milliseconds. */
const windowMs = 5_000;

interface Count {
  readonly at: number;
  readonly values: readonly number[];
}

/** Rates per second of counters that only grow. */
export interface RateMeter {
  /** @returns the rate of each counter over the last seconds, 0 before the second look */
  look(at: number, values: readonly number[]): readonly number[];
}

export function createRateMeter(): RateMeter {
  let counts: readonly Count[] = [];
  return {
    look(at, values) {
      const kept = counts.filter((count) => at - count.at <= windowMs);
      // One from before the window, so that a slow beat has something to compare with.
      const former = counts.slice(0, counts.length - kept.length).slice(-1);
      counts = [...(kept.length < 2 ? former : []), ...kept, { at, values }];
      const first = counts[0];
      const seconds = first === undefined ? 0 : (at - first.at) / 1000;
      return values.map((value, index) =>
        seconds <= 0 ? 0 : Math.max(0, value - (first?.values[index] ?? value)) / seconds,
      );
    },
  };
}
