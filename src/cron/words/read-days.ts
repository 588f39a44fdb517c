import type { Cursor } from './cursor.ts';
import { monthNames, weekdayNames } from './names.ts';
import { hinder, type Phrase, severalRules } from './phrase.ts';
import type { Token } from './tokens.ts';

const weekdayGroups: Readonly<Record<string, readonly number[]>> = {
  weekday: [1, 2, 3, 4, 5],
  weekdays: [1, 2, 3, 4, 5],
  workday: [1, 2, 3, 4, 5],
  workdays: [1, 2, 3, 4, 5],
  weekend: [0, 6],
  weekends: [0, 6],
};

export const daysOfWeek = [0, 1, 2, 3, 4, 5, 6] as const;
const daysOfMonth = Array.from({ length: 31 }, (_, index) => index + 1);
export const allMonths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

interface Weekdays {
  readonly days: readonly number[];
  readonly isEach: boolean;
}

/** `mondays and thursdays`, `every weekday`, `mon-fri`, `weekends except sunday`. */
export function readWeekdayClause(cursor: Cursor, phrase: Phrase): boolean {
  cursor.word('on', 'from', 'only');
  const found = cursor.list(readWeekdays, true);
  if (found === null) return false;
  cursor.word('only');
  if (phrase.weekdays !== null) return hinder(phrase, severalRules);
  phrase.weekdays = ascending(found.flatMap(({ days }) => days));
  phrase.isEachWeekday = found.length > 1 || found.some(({ isEach }) => isEach);
  return true;
}

/** `except sundays`, `but not in july`, `except the 1st`, `except holidays`. */
export function readExceptClause(cursor: Cursor, phrase: Phrase): boolean {
  if (cursor.word('except', 'excluding', 'excl', 'but', 'without', 'not') === null) return false;
  cursor.word('for', 'not');
  cursor.word('on', 'in', 'during');
  cursor.word('the', 'public', 'bank');
  if (cursor.word('holiday', 'holidays', 'vacation', 'vacations') !== null) {
    return hinder(phrase, {
      reason: 'Nothing here knows which days are holidays; pause the schedule over them',
    });
  }
  const weekdays = cursor.list(readWeekdays, true);
  if (weekdays !== null) {
    phrase.exceptWeekdays = weekdays.flatMap(({ days }) => days);
    return true;
  }
  const monthDays = cursor.list(monthDayReader(false));
  if (monthDays !== null) {
    cursor.attempt(readOfMonth);
    if (phrase.monthDays !== null) return hinder(phrase, severalRules);
    phrase.monthDays = daysOfMonth.filter((day) => !monthDays.includes(day));
    return true;
  }
  const months = cursor.list(readMonths);
  if (months === null) return false;
  phrase.exceptMonths = months.flat();
  return true;
}

/** `in june`, `every january`, `from june to august`. */
export function readMonthClause(cursor: Cursor, phrase: Phrase): boolean {
  cursor.word('in', 'during', 'of', 'from', 'only');
  const each = cursor.word('every', 'each');
  const found = cursor.list(readMonths);
  if (found === null) return false;
  if (phrase.months !== null) return hinder(phrase, severalRules);
  phrase.months = ascending(found.flat());
  phrase.isEachMonth = each !== null;
  return true;
}

/** `the 1st and 15th of every month`, `start of the month`, `day 5`, `first of january`, `december 24`. */
export function readMonthDayClause(cursor: Cursor, phrase: Phrase): boolean {
  cursor.word('on');
  const each = cursor.word('every', 'each');
  if (cursor.attempt(readStartOfMonth) !== null) {
    if (phrase.monthDays !== null) return hinder(phrase, severalRules);
    phrase.monthDays = [1];
    return true;
  }
  const dated = cursor.attempt(readMonthThenDay) ?? cursor.attempt(readDayThenMonth);
  if (dated !== null) {
    if (phrase.months !== null || phrase.monthDays !== null) return hinder(phrase, severalRules);
    phrase.months = dated.months;
    phrase.monthDays = [dated.day];
    return true;
  }
  const days = cursor.list(monthDayReader(each !== null));
  if (days === null || (each !== null && days.length === 0)) return false;
  cursor.attempt(readOfMonth);
  if (phrase.monthDays !== null) return hinder(phrase, severalRules);
  phrase.monthDays = ascending(days);
  return true;
}

/** `first monday of the month`, `first and third monday`, `last friday`, `first working day`. */
export function readNthWeekday(cursor: Cursor, phrase: Phrase): boolean {
  cursor.word('on');
  const isEach = cursor.word('every', 'each') !== null;
  cursor.word('the');
  const tokens = cursor.list(readNth);
  const [token] = tokens ?? [];
  if (tokens === null || token === undefined) return false;
  const isLast = token.kind === 'word';
  const isDay = isLast && cursor.word('day') !== null;
  const isOfMonth = isLast && cursor.attempt(readOfMonth) !== null;
  if (isOfMonth || (isDay && cursor.peek()?.text !== 'of')) {
    return hinder(phrase, {
      reason: 'Months end on different days, and a cron cannot say "last": name a day that each month has',
      crons: ['0 0 28 * *', '0 0 1 * *'],
    });
  }
  const weekdays = readWeekdays(cursor);
  if (weekdays === null) return false;
  cursor.attempt(readOfMonth);
  if (phrase.nthWeekday !== null) return hinder(phrase, severalRules);
  const nth = token.kind === 'ordinal' ? token.value : 'last';
  phrase.nthWeekday = {
    nth,
    weekdays: weekdays.days,
    text: `${tokens.map(({ text }) => text).join(' and ')} ${dayText(weekdays.days)}`,
    isEach,
  };
  return true;
}

/** `first`, `last`. */
function readNth(cursor: Cursor): Token | null {
  cursor.word('the');
  const token = cursor.next();
  if (token?.kind === 'ordinal') return token;
  return token?.kind === 'word' && (token.text === 'last' || token.text === 'end') ? token : null;
}

function dayText(days: readonly number[]): string {
  const name = Object.entries(weekdayNames).find(([, day]) => day === days[0])?.[0] ?? 'day';
  return days.length === 1 ? name : days.length === 2 ? 'weekend day' : 'weekday';
}

/** A weekday, a range of them or a group. */
export function readWeekdays(cursor: Cursor): Weekdays | null {
  cursor.word('on');
  const each = cursor.word('every', 'each', 'all') !== null;
  cursor.word('single');
  cursor.word('the');
  if (
    cursor.attempt((rest) => (rest.word('business', 'working', 'work') ? rest.word('day', 'days') : null))
  ) {
    return { days: [1, 2, 3, 4, 5], isEach: true };
  }
  const group = cursor.named(weekdayGroups);
  if (group !== null) return { days: group, isEach: true };
  const isPlural = isPluralWord(cursor);
  const first = cursor.named(weekdayNames);
  if (first === null) return null;
  const last = cursor.attempt((rest) => (readTo(rest) ? rest.named(weekdayNames) : null));
  if (last === null) return { days: [first], isEach: each || isPlural };
  return { days: around(daysOfWeek, first, last), isEach: true };
}

function isPluralWord(cursor: Cursor): boolean {
  const token = cursor.peek();
  return token?.kind === 'word' && token.text.endsWith('days');
}

function readMonths(cursor: Cursor): readonly number[] | null {
  cursor.word('in');
  const first = cursor.named(monthNames);
  if (first === null) return null;
  const last = cursor.attempt((rest) => (readTo(rest) ? rest.named(monthNames) : null));
  return last === null ? [first] : around(allMonths, first, last);
}

function readTo(cursor: Cursor): boolean {
  return cursor.word('to', 'through', 'thru', 'till', 'until', '-') !== null;
}

/** From one to another, past the end when that comes first. */
function around(all: readonly number[], first: number, last: number): readonly number[] {
  return first <= last
    ? all.filter((value) => value >= first && value <= last)
    : all.filter((value) => value >= first || value <= last);
}

/** `start of the month`, `beginning of every month`. */
function readStartOfMonth(cursor: Cursor): true | null {
  cursor.word('the');
  return cursor.word('start', 'beginning') === null ? null : readOfMonth(cursor);
}

interface DayOfMonths {
  readonly months: readonly number[];
  readonly day: number;
}

function readMonthThenDay(cursor: Cursor): DayOfMonths | null {
  const month = cursor.named(monthNames);
  cursor.word('the');
  const day = month === null ? null : readDayNumber(cursor);
  return month === null || day === null ? null : { months: [month], day };
}

/** `24 december`, `1st of jan, apr, jul and oct`. */
function readDayThenMonth(cursor: Cursor): DayOfMonths | null {
  cursor.word('the');
  const day = readDayNumber(cursor);
  cursor.word('day');
  cursor.word('of');
  const months = day === null ? null : cursor.list(readMonths, true);
  return months === null || day === null ? null : { months: ascending(months.flat()), day };
}

function readDayNumber(cursor: Cursor): number | null {
  const token = cursor.next();
  if (token?.kind !== 'number' && token?.kind !== 'ordinal') return null;
  return Number.isInteger(token.value) && token.value >= 1 && token.value <= 31 ? token.value : null;
}

/** `the 15th`, `day 5`, `days 1 and 15`. A bare number is a time of day. */
function monthDayReader(isEach: boolean): (cursor: Cursor) => number | null {
  let isNamed = false;
  return (cursor) => {
    cursor.word('on');
    cursor.word('every', 'each');
    cursor.word('the');
    isNamed = cursor.word('day', 'days') !== null || isNamed;
    const token = cursor.peek();
    if (token?.kind !== 'ordinal' && !(isNamed && token?.kind === 'number')) return null;
    const day = readDayNumber(cursor);
    if (day === null || isCount(token, cursor.peek()?.text ?? '', isEach)) return null;
    const isCounted = isEach && cursor.word('day', 'days') !== null && cursor.peek()?.text !== 'of';
    cursor.word('day', 'days');
    // `every third day` counts days, `every first day of the month` names one.
    return isCounted ? null : day;
  };
}

/** Of days, `every second` and `5 weeks` are none; `every first of the month` is one. */
function isCount(day: Token, after: string, isEach: boolean): boolean {
  if (/^(hour|minute|second|week|month|year)s?$/.test(after)) return true;
  const isSpelled = day.kind === 'ordinal' && !/^\d/.test(day.text);
  return isEach && isSpelled && !/^(of|days?)$/.test(after);
}

/** `of the month`, `of every month`, `each month`. */
function readOfMonth(cursor: Cursor): true | null {
  cursor.word('of', 'in');
  cursor.word('the', 'every', 'each', 'a', 'any');
  return cursor.word('month', 'months') === null ? null : true;
}

function ascending(values: readonly number[]): readonly number[] {
  return [...new Set(values)].toSorted((left, right) => left - right);
}
