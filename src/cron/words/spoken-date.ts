import * as chrono from 'chrono-node/en';
import { Temporal } from 'temporal-polyfill';

/**
 * The day that words mean: `tomorrow`, `next friday`, `24 december 2026`, `in 3 days`. Null where they say no certain
 * day, or more than a day.
 *
 * chrono-node reads nothing but the day here: it takes no IANA zones, and invents the time that was not said. So it is
 * asked with the wall-clock time of the zone as if that were UTC.
 */
export function spokenDate(text: string, wall: Temporal.PlainDateTime): Temporal.PlainDate | null {
  const reference = { instant: new Date(wall.toZonedDateTime('UTC').epochMilliseconds), timezone: 0 };
  const [found, ...others] = chrono.casual.parse(text, reference, { forwardDate: true });
  if (found === undefined || others.length > 0 || found.end) return null;
  if (found.text.length !== text.length || found.start.isCertain('hour')) return null;
  if (!found.start.isCertain('day') && !found.start.isCertain('weekday')) return null;
  const [year, month, day] = [found.start.get('year'), found.start.get('month'), found.start.get('day')];
  if (year === null || month === null || day === null || year < 1970 || year > 9999) return null;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}
