/** Tells how far the server's clock is from ours, from the `Date` of its answers. */
export interface SkewMeter {
  /**
   * @param date the header, which tells whole seconds; anything else is of no interest
   * @param sentAt and `heardAt`: by our clock, epoch ms
   */
  hear(date: string | undefined, sentAt: number, heardAt: number): void;
  /** The server's clock minus ours, milliseconds; null before the first answer that told. */
  readonly skewMs: number | null;
}

interface Sample {
  readonly skewMs: number;
  readonly roundTripMs: number;
}

const keptSamples = 8;
/** `Date` cuts the fraction of the second off. */
const cutOffMs = 500;

/**
 * The answer was written somewhere between the question and its arrival; the quickest of the latest
 * answers leaves the least room for doubt.
 */
export function createSkewMeter(): SkewMeter {
  const samples: Sample[] = [];
  return {
    hear(date, sentAt, heardAt) {
      const serverMs = Date.parse(date ?? '');
      if (Number.isNaN(serverMs)) return;
      const roundTripMs = heardAt - sentAt;
      samples.push({ skewMs: serverMs + cutOffMs - (sentAt + roundTripMs / 2), roundTripMs });
      if (samples.length > keptSamples) samples.shift();
    },
    get skewMs() {
      const [first, ...rest] = samples;
      if (first === undefined) return null;
      const quickest = rest.reduce(
        (best, next) => (next.roundTripMs < best.roundTripMs ? next : best),
        first,
      );
      const nearest = samples
        .filter(({ roundTripMs }) => roundTripMs <= quickest.roundTripMs + cutOffMs)
        .map(({ skewMs }) => skewMs)
        .toSorted((left, right) => left - right);
      return Math.round(nearest[nearest.length >> 1] ?? first.skewMs);
    },
  };
}
