import type { Cursor } from './cursor.ts';
import type { DayPart, SpokenTime } from './phrase.ts';

const parts: Readonly<Record<string, DayPart>> = {
  morning: 'morning',
  mornings: 'morning',
  afternoon: 'afternoon',
  afternoons: 'afternoon',
  evening: 'evening',
  evenings: 'evening',
  night: 'night',
  nights: 'night',
};

const unitWords =
  /^(s|sec|secs|seconds?|m|min|mins|minutes?|h|hr|hrs|hours?|d|days?|w|weeks?|months?|years?|times?)$/;

export function readPart(cursor: Cursor): DayPart | null {
  return cursor.named(parts);
}

/** A time of day: `7:30`, `6pm`, `9`, `noon`, `half past two`, `seven thirty`, `8 in the evening`. */
export function readTime(cursor: Cursor): SpokenTime | null {
  const time = cursor.attempt(readPastHour) ?? cursor.attempt(readPlain);
  if (time === null || time.hour > 23 || time.minute > 59) return null;
  const part = cursor.attempt(readPartOf);
  return part === null ? time : movedTo(part, time);
}

/** An end of a span: `9 to 17` is none of the minutes before 17. */
export function readEnd(cursor: Cursor): SpokenTime | null {
  const next = cursor.peek();
  if (next?.kind !== 'number') return readTime(cursor);
  const time = readPlain(cursor);
  if (time === null || time.hour > 23 || time.minute > 59) return null;
  const part = cursor.attempt(readPartOf);
  return part === null ? time : movedTo(part, time);
}

/** The time in that part of the day; null when it is never in it. */
export function movedTo(part: DayPart, time: SpokenTime): SpokenTime | null {
  const { hour, minute } = time;
  const moved = (hours: number) => ({ hour: hours, minute, isExact: true });
  if (part === 'morning') return hour < 12 ? moved(hour) : null;
  if (part === 'night') return atNight(time);
  const [first, last] = part === 'afternoon' ? [12, 18] : [16, 23];
  const later = time.isExact || hour >= 12 ? hour : hour + 12;
  return later >= first && later <= last ? moved(later) : null;
}

function atNight({ hour, minute, isExact }: SpokenTime): SpokenTime | null {
  const moved = (hours: number) => ({ hour: hours, minute, isExact: true });
  if (hour >= 18 || hour <= 5) return moved(hour);
  if (isExact) return null;
  return hour === 12 ? moved(0) : moved(hour + 12);
}

function readPartOf(cursor: Cursor): DayPart | null {
  if (cursor.words('at', 'night')) return 'night';
  return cursor.words('in', 'the') ? readPart(cursor) : null;
}

/** `half past two`, `quarter to 6`, `10 minutes past 9`. */
function readPastHour(cursor: Cursor): SpokenTime | null {
  const minutes = readMinutes(cursor);
  const direction = minutes === null ? null : cursor.word('past', 'after', 'to', 'before');
  const hour = direction === null ? null : cursor.attempt(readPlain);
  if (minutes === null || hour === null || hour.minute !== 0) return null;
  if (direction === 'past' || direction === 'after') return { ...hour, minute: minutes };
  if (hour.isExact) return { hour: (hour.hour + 23) % 24, minute: 60 - minutes, isExact: true };
  // A quarter to one may be at noon or at night: what says so moves the hour.
  return { hour: hour.hour === 1 ? 12 : hour.hour - 1, minute: 60 - minutes, isExact: false };
}

/** Minutes before or after an hour: 1…59. */
export function readMinutes(cursor: Cursor): number | null {
  cursor.word('a');
  if (cursor.word('half') !== null) return 30;
  if (cursor.word('quarter') !== null) return 15;
  const token = cursor.next();
  if (token?.kind !== 'number' || token.value < 1 || token.value > 59) return null;
  cursor.word('minute', 'minutes', 'min', 'mins');
  return Number.isInteger(token.value) ? token.value : null;
}

function readPlain(cursor: Cursor): SpokenTime | null {
  const token = cursor.next();
  if (token?.kind === 'clock') return token;
  if (token?.kind !== 'number' || !Number.isInteger(token.value)) return null;
  const after = cursor.peek();
  if (after?.kind === 'word' && unitWords.test(after.text)) return null;
  if (/^\d{4}$/.test(token.text)) {
    return { hour: Math.floor(token.value / 100), minute: token.value % 100, isExact: true };
  }
  if (/^\d{3,}$/.test(token.text)) return null;
  const isExact = token.value === 0 || token.value > 12 || /^0\d/.test(token.text);
  const spoken = { hour: token.value, minute: 0, isExact };
  // `seven thirty`
  if (after?.kind !== 'number' || /^\d/.test(token.text) || /^\d/.test(after.text)) return spoken;
  if (after.value < 10 || after.value > 59) return spoken;
  cursor.next();
  return { ...spoken, minute: after.value };
}
