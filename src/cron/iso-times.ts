import { Temporal } from 'temporal-polyfill';
import { scheduleBounds } from '../model/schedule.ts';

const secondsPerDay = 86_400;
const earliest = 0;
/** croner finds no time from then on. */
const latest = Date.UTC(3000, 0, 1);

/** The instant in epoch ms, or what is wrong with the text. */
export function readInstant(text: string): number | string {
  const wanted =
    'write date, time and distance from UTC, such as 2026-03-01T09:00:00Z or 2026-03-01T09:00+01:00';
  if (text.includes('[')) return `A zone in brackets is not read; ${wanted}`;
  const instant = readOrNull(() => Temporal.Instant.from(text.trim()).epochMilliseconds);
  if (instant === null) return `${shown(text)} is no instant; ${wanted}`;
  return instant >= earliest && instant < latest ? instant : `${shown(text)} lies before 1970 or after 2999`;
}

/** The time between two fires in ms, or what is wrong with the text. */
export function readInterval(text: string): number | string {
  const { min, max } = scheduleBounds.intervalSeconds;
  const duration = readOrNull(() => Temporal.Duration.from(text.trim()));
  if (duration === null) {
    return `${shown(text)} is no duration; write it as ISO 8601, such as PT15M, PT1H30M or P1D`;
  }
  if (duration.years !== 0 || duration.months !== 0) {
    return 'Months and years differ in length; write days, such as P30D, or a schedule with five fields';
  }
  const days = duration.weeks * 7 + duration.days;
  const seconds = days * secondsPerDay + duration.with({ weeks: 0, days: 0 }).total('seconds');
  if (seconds < min || seconds > max || !Number.isInteger(seconds)) {
    return `${shown(text)} is ${seconds} seconds; an interval is a whole number of seconds from ${min} to ${max} (P${max / secondsPerDay}D)`;
  }
  return seconds * 1000;
}

function readOrNull<Read>(read: () => Read): Read | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function shown(text: string): string {
  return text.trim() === '' ? 'Nothing' : JSON.stringify(text.slice(0, 64));
}
