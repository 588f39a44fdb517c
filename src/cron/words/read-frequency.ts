import type { Cursor } from './cursor.ts';
import { hinder, type Interval, type Phrase, severalRules, type Unit } from './phrase.ts';
import { readWeekdays } from './read-days.ts';
import { movedTo, readPart, readTime } from './read-time.ts';

const units: Readonly<Record<string, Unit>> = {
  s: 'second',
  sec: 'second',
  secs: 'second',
  second: 'second',
  seconds: 'second',
  m: 'minute',
  min: 'minute',
  mins: 'minute',
  minute: 'minute',
  minutes: 'minute',
  h: 'hour',
  hr: 'hour',
  hrs: 'hour',
  hour: 'hour',
  hours: 'hour',
  d: 'day',
  day: 'day',
  days: 'day',
  w: 'week',
  week: 'week',
  weeks: 'week',
  month: 'month',
  months: 'month',
  quarter: 'month',
  quarters: 'month',
  year: 'year',
  years: 'year',
};

const adverbs: Readonly<Record<string, Interval>> = {
  hourly: { count: 1, unit: 'hour' },
  daily: { count: 1, unit: 'day' },
  weekly: { count: 1, unit: 'week' },
  monthly: { count: 1, unit: 'month' },
  quarterly: { count: 3, unit: 'month' },
  yearly: { count: 1, unit: 'year' },
  annually: { count: 1, unit: 'year' },
  fortnightly: { count: 2, unit: 'week' },
  biweekly: { count: 2, unit: 'week' },
};

const minutesOf: Partial<Readonly<Record<Unit, number>>> = { minute: 1, hour: 60, day: 1440 };

/** `hourly`, `every 15 minutes`, `once every 2 hours`, `every other hour`, `every night`, `twice a day`. */
export function readFrequencyClause(cursor: Cursor, phrase: Phrase): boolean {
  const per = cursor.attempt(readTimesPer);
  if (per !== null) return keep(phrase, 'timesPer', per);
  const adverb = cursor.named(adverbs);
  if (adverb !== null) return keep(phrase, 'interval', adverb);
  if (cursor.word('nightly') !== null) return keepPart(phrase, 'night');
  cursor.word('on');
  cursor.word('once');
  if (cursor.word('every', 'each') === null) return false;
  cursor.word('single');
  const fraction = cursor.attempt(readFraction);
  if (fraction !== null) return keep(phrase, 'interval', fraction);
  const alternate = cursor.attempt(readAlternateWeekday);
  if (alternate !== null) return hinder(phrase, alternateWeeks(phrase, alternate));
  const part = cursor.attempt(readPart);
  if (part !== null) return keepPart(phrase, part);
  const named = cursor.peek();
  if (named?.kind === 'clock') {
    phrase.interval ??= { count: 1, unit: 'day' };
    return true;
  }
  const interval = cursor.attempt(readInterval);
  if (interval === null) return false;
  cursor.attempt((rest) => (rest.words('of', 'the') ? rest.named(units) : null));
  return keep(phrase, 'interval', interval);
}

/** `starting at 1`, of every so many hours. */
export function readStartClause(cursor: Cursor, phrase: Phrase): boolean {
  if (cursor.word('starting', 'beginning', 'start', 'from') === null) return false;
  cursor.word('at', 'from');
  const time = readTime(cursor);
  if (time === null || phrase.interval?.unit !== 'hour' || phrase.startingAt !== null) return false;
  phrase.startingAt = time;
  return true;
}

function keep(phrase: Phrase, member: 'interval' | 'timesPer', interval: Interval): true {
  if (member === 'interval' && phrase.interval !== null) {
    const both = [phrase.interval, interval];
    const often = both.find(({ unit }) => unit === 'minute' || unit === 'hour');
    const isEveryDay = both.some(({ count, unit }) => count === 1 && unit === 'day');
    if (often === undefined || !isEveryDay) return hinder(phrase, severalRules);
    // `every 15 minutes every day` says one thing.
    phrase.interval = often;
    return true;
  }
  if (phrase[member] !== null) return hinder(phrase, severalRules);
  phrase[member] = interval;
  return true;
}

function keepPart(phrase: Phrase, part: NonNullable<Phrase['part']>): true {
  if (phrase.part !== null || phrase.interval !== null) return hinder(phrase, severalRules);
  phrase.part = part;
  phrase.interval = { count: 1, unit: 'day' };
  return true;
}

/** `twice a day`, `4 times an hour`, `once per week`, `twice daily`. */
function readTimesPer(cursor: Cursor): Interval | null {
  const word = cursor.word('once', 'twice', 'thrice');
  const count = word === null ? readTimes(cursor) : ['once', 'twice', 'thrice'].indexOf(word) + 1;
  if (count === null) return null;
  const adverb = cursor.named(adverbs);
  if (adverb !== null) return adverb.count === 1 ? { count, unit: adverb.unit } : null;
  if (cursor.word('a', 'an', 'per', 'each', 'every', 'in') === null) return null;
  if (cursor.word('night') !== null) return { count, unit: 'day' };
  const unit = cursor.named(units);
  return unit === null ? null : { count, unit };
}

function readTimes(cursor: Cursor): number | null {
  const token = cursor.next();
  if (token?.kind !== 'number' || !Number.isInteger(token.value)) return null;
  return cursor.word('times', 'time', 'x') === null ? null : token.value;
}

/** `half hour`, `half an hour`, `quarter of an hour`, `half year`. */
function readFraction(cursor: Cursor): Interval | null {
  const fraction = cursor.word('half', 'quarter');
  if (fraction === null) return null;
  cursor.word('of');
  cursor.word('a', 'an');
  if (fraction === 'half' && cursor.word('year') !== null) return { count: 6, unit: 'month' };
  if (cursor.word('hour') === null) return null;
  return { count: fraction === 'half' ? 30 : 15, unit: 'minute' };
}

/** `second monday`, `other weekday`: every so many of them. */
function readAlternateWeekday(cursor: Cursor): readonly number[] | null {
  if (cursor.word('other', 'alternate') === null) return null;
  return readWeekdays(cursor)?.days ?? null;
}

function alternateWeeks(phrase: Phrase, weekdays: readonly number[]): NonNullable<Phrase['obstacle']> {
  phrase.weekdays = weekdays;
  phrase.isEachWeekday = true;
  return {
    reason: 'A cron knows no weeks that come every other time: it sees the weekday alone',
    recurring: 'P14D',
  };
}

/** `15 minutes`, `2h30m`, `hour and a half`, `other day`, `third hour`, `hour`. */
function readInterval(cursor: Cursor): Interval | null {
  const count = cursor.attempt(readCount) ?? 1;
  const isQuarter = cursor.peek()?.text.startsWith('quarter') === true;
  const unit = cursor.named(units);
  if (unit === null) return null;
  const first = { count: isQuarter ? count * 3 : count, unit };
  const minutes = minutesOf[unit];
  if (minutes === undefined) return first;
  if (cursor.words('and', 'a', 'half')) return { count: (count + 0.5) * minutes, unit: 'minute' };
  const more = cursor.attempt(readMore);
  return more === null ? first : { count: count * minutes + more, unit: 'minute' };
}

function readCount(cursor: Cursor): number | null {
  if (cursor.word('other', 'alternate') !== null) return 2;
  const token = cursor.next();
  if (token?.kind === 'ordinal') {
    const after = cursor.peek();
    const isCount = after?.kind === 'word' && Object.hasOwn(units, after.text);
    return isCount ? token.value : null;
  }
  if (token?.kind !== 'number') return null;
  if (cursor.words('and', 'a', 'half')) return token.value + 0.5;
  cursor.word('-');
  return token.value;
}

/** Minutes beside hours: `30m`, `and 30 minutes`. */
function readMore(cursor: Cursor): number | null {
  cursor.word('and');
  const token = cursor.next();
  if (token?.kind !== 'number') return null;
  return cursor.word('m', 'min', 'mins', 'minute', 'minutes') === null ? null : token.value;
}

/** The part of the day moves the times that were said; null when one of them is never in it. */
export function timesOf(phrase: Phrase): readonly { hour: number; minute: number }[] | null {
  const { part, times } = phrase;
  if (part === null) return times;
  const moved = times.map((time) => movedTo(part, time));
  return moved.every((time) => time !== null) ? moved : null;
}
