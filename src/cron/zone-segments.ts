import { Temporal } from 'temporal-polyfill';

/** A time during which the clocks of a zone keep one distance from UTC. */
export interface ZoneSegment {
  /** Epoch ms; `-Infinity` for the first one that is looked at. */
  readonly start: number;
  /** Epoch ms, not included; `Infinity` when nothing is known to change. */
  readonly end: number;
  /** Milliseconds that wall-clock time is ahead of UTC. */
  readonly offset: number;
  /** The one before; the same as `offset` for the first. */
  readonly offsetBefore: number;
}

/** By zone, then by the start of the segment. More zones than the world has are never kept. */
const known = new Map<string, ZoneSegment[]>();

/** @throws RangeError for a zone that is not known */
export function segmentAt(zone: string, at: number): ZoneSegment {
  const segments = known.get(zone) ?? [];
  const found = segments.find(({ start, end }) => start <= at && at < end);
  if (found !== undefined) return found;
  const segment = lookUp(zone, at);
  known.set(zone, [...segments, segment]);
  return segment;
}

function lookUp(zone: string, at: number): ZoneSegment {
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const next = here.getTimeZoneTransition('next');
  // A transition at this very instant is the beginning of the segment.
  const previous = here.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  const offset = offsetOf(here);
  return {
    start: previous === null ? Number.NEGATIVE_INFINITY : previous.epochMilliseconds,
    end: next === null ? Number.POSITIVE_INFINITY : next.epochMilliseconds,
    offset,
    offsetBefore: previous === null ? offset : offsetOf(previous.subtract({ milliseconds: 1 })),
  };
}

function offsetOf(time: Temporal.ZonedDateTime): number {
  return time.offsetNanoseconds / 1_000_000;
}
