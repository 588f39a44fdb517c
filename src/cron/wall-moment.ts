import { Temporal } from 'temporal-polyfill';
import { instantOfWall } from './words/wall-time.ts';

/**
 * The instant of a date and time as ISO 8601: with its distance from UTC, or by the clocks of a zone (a date alone is
 * its midnight). Null for anything else.
 * @returns ISO 8601 UTC
 */
export function wallMoment(text: string, zone: string): string | null {
  const typed = text.trim();
  if (!/^\d{4}-\d\d-\d\d/.test(typed) || typed.includes('[')) return null;
  try {
    if (/(z|[+-]\d\d(:?\d\d)?)$/i.test(typed.slice(10))) {
      return Temporal.Instant.from(typed.replace(' ', 'T')).toString();
    }
    return instantOfWall(Temporal.PlainDateTime.from(typed), zone).instant.toString();
  } catch {
    return null;
  }
}
