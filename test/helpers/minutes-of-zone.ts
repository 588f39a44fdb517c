const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;

/** What the clocks of a zone show in each minute of a stretch of time. */
export interface MinutesOfZone {
  /** Epoch ms of the first minute. */
  readonly first: number;
  /** Minutes since 1970-01-01 00:00 on the clocks of the zone, one for each minute that passes. */
  readonly walls: Int32Array;
  /** Epoch ms of the first minute after the clocks were changed. */
  readonly changes: readonly number[];
}

/**
 * Asks `Intl.DateTimeFormat` every quarter of an hour, and every minute between two that differ in their distance from
 * UTC.
 */
export function minutesOfZone(zone: string, from: number, until: number): MinutesOfZone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const offsetAt = (at: number) => wallMinute(format.format(at)) - at / minuteMs;
  const walls = new Int32Array((until - from) / minuteMs);
  const changes: number[] = [];
  let offset = offsetAt(from);
  for (let quarter = from; quarter < until; quarter += quarterMs) {
    const isSteady = offsetAt(quarter + quarterMs) === offset;
    for (let at = quarter; at < quarter + quarterMs; at += minuteMs) {
      const now = isSteady ? offset : offsetAt(at);
      if (now !== offset) changes.push(at);
      offset = now;
      walls[(at - from) / minuteMs] = at / minuteMs + offset;
    }
  }
  return { first: from, walls, changes };
}

/** `03/28/2027, 02:30` in minutes. */
function wallMinute(shown: string): number {
  const [month, day, year, hour, minute] = [0, 3, 6, 12, 15].map((place) =>
    Number.parseInt(shown.slice(place, place + 4), 10),
  );
  return Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute) / minuteMs;
}
