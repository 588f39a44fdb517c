import { Temporal } from 'temporal-polyfill';

/** A time during which the clocks of a zone keep one distance from UTC. */
export interface ZoneSegment {
  /** Epoch ms; `-Infinity` for the first one that is known. */
  readonly start: number;
  /** Epoch ms, not included; `Infinity` when nothing is known to change. */
  readonly end: number;
  /** Milliseconds that wall-clock time is ahead of UTC. */
  readonly offset: number;
  /** The one before; the same as `offset` for the first. */
  readonly offsetBefore: number;
}

/** By zone, the one that was asked for last in front: the next question is mostly about the same. */
const known = new Map<string, ZoneSegment[]>();
/** A few more than the world has; beyond, somebody makes up names by their case. */
const mostZones = 700;
/** Sixteen years of two changes each. */
const mostSegments = 32;

/** @throws RangeError for a zone that is not known */
export function segmentAt(zone: string, at: number): ZoneSegment {
  const segments = known.get(zone);
  if (segments === undefined) return remember(zone, [], lookUp(zone, at));
  const place = segments.findIndex(({ start, end }) => start <= at && at < end);
  const found = segments[place];
  if (found === undefined) return remember(zone, segments, lookUp(zone, at));
  if (place > 0) {
    segments.splice(place, 1);
    segments.unshift(found);
  }
  return found;
}

/** Every segment that shares an instant with `from`…`to` (epoch ms, both included), ascending. */
export function* segmentsBetween(zone: string, from: number, to: number): Generator<ZoneSegment, void> {
  let segment = segmentAt(zone, from);
  yield segment;
  while (segment.end <= to) {
    segment = segmentAt(zone, segment.end);
    yield segment;
  }
}

function remember(zone: string, segments: ZoneSegment[], segment: ZoneSegment): ZoneSegment {
  if (segments.length === 0 && known.size >= mostZones) known.clear();
  known.set(zone, [segment, ...segments.slice(0, mostSegments - 1)]);
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
