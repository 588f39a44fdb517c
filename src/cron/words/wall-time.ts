import type { Temporal } from 'temporal-polyfill';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An instant that a wall-clock time means, and what the clocks do then. */
export interface WallInstant {
  readonly instant: Temporal.Instant;
  /** Null unless a clock change skips or repeats the time. */
  readonly note: string | null;
}

/** By the rule for crons: a skipped time is the first instant after the gap, a repeated one the first of both. */
export function instantOfWall(wall: Temporal.PlainDateTime, zone: string): WallInstant {
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  if (earlier.equals(later)) return { instant: earlier.toInstant(), note: null };
  const clock = wall.toPlainTime().toString({ smallestUnit: 'minute' });
  if (earlier.toPlainDateTime().equals(wall)) {
    return { instant: earlier.toInstant(), note: `${clock} comes twice that day, this is the first` };
  }
  const change = earlier.getTimeZoneTransition('next') ?? later;
  const runs = change.toPlainTime().toString({ smallestUnit: 'minute' });
  return {
    instant: change.toInstant(),
    note: `${clock} does not exist that day, the clocks skip it: ${runs} is next`,
  };
}

/** `Tue 24 Nov 2026 09:00 Europe/Stockholm (2026-11-24 08:00 UTC)`. */
export function absoluteTime(instant: Temporal.Instant, zone: string): string {
  const local = instant.toZonedDateTimeISO(zone);
  const { year, month, day, dayOfWeek } = local;
  const date = `${weekdays[dayOfWeek - 1]} ${day} ${months[month - 1]} ${year}`;
  const utc = instant.toZonedDateTimeISO('UTC').toPlainDateTime().toString({ smallestUnit: 'minute' });
  const shown = `${date} ${clockOf(local)} ${zone}`;
  return zone === 'UTC' ? shown : `${shown} (${utc.replace('T', ' ')} UTC)`;
}

function clockOf(time: Temporal.ZonedDateTime): string {
  return time.toPlainTime().toString({ smallestUnit: time.second === 0 ? 'minute' : 'second' });
}
