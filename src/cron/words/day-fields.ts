import { fieldText } from './field-text.ts';
import type { Phrase } from './phrase.ts';
import { allMonths, daysOfWeek } from './read-days.ts';

/** Day of month, month and weekday of a cron. */
export interface DayFields {
  readonly fields: string;
  readonly notes: readonly string[];
}

/** Why there are none. */
export interface DayProblem {
  readonly reason: string;
  /** Day of month, month and weekday of what comes close. */
  readonly near: readonly string[];
  /** ISO 8601, what says it exactly without a cron. */
  readonly recurring?: string | undefined;
}

/** The day fields that a phrase means. */
export function dayFields(phrase: Phrase): DayFields | DayProblem {
  const months = monthsOf(phrase);
  const weekdays = weekdaysOf(phrase);
  if (months === 'none' || weekdays === 'none') return { reason: 'Nothing is left of it', near: [] };
  if (phrase.monthDays !== null && weekdays !== null) return bothDays(phrase.monthDays, months, weekdays);
  const unclear = unclearDays(phrase, months, weekdays);
  if (unclear !== null) return unclear;
  const tooLong = longInterval(phrase, months, weekdays);
  if (tooLong !== null) return tooLong;
  return defaulted(phrase, months, weekdays);
}

function weekdaysOf({ weekdays, exceptWeekdays }: Phrase): readonly number[] | null | 'none' {
  if (weekdays === null && exceptWeekdays.length === 0) return null;
  const left = (weekdays ?? daysOfWeek).filter((day) => !exceptWeekdays.includes(day));
  return left.length === 0 ? 'none' : left;
}

function monthsOf(phrase: Phrase): string | 'none' {
  const { months, exceptMonths, interval, timesPer } = phrase;
  if (months === null && exceptMonths.length === 0) {
    if (interval?.unit === 'year' || timesPer?.unit === 'year') return '1';
    return interval?.unit === 'month' && interval.count > 1 && 12 % interval.count === 0
      ? `*/${interval.count}`
      : '*';
  }
  const left = (months ?? allMonths).filter((month) => !exceptMonths.includes(month));
  return left.length === 0 ? 'none' : fieldText(left, 12);
}

function bothDays(monthDays: readonly number[], months: string, weekdays: readonly number[]): DayProblem {
  return {
    reason:
      'In a cron a day of the month and a weekday are either-or: it would fire on both, not only when they fall together',
    near: [`* ${months} ${fieldText(weekdays, 7)}`, `${fieldText(monthDays, 31)} ${months} *`],
  };
}

/** How often and which day do not say the same. */
function unclearDays(
  { interval, timesPer, monthDays, months: named }: Phrase,
  months: string,
  weekdays: readonly number[] | null,
): DayProblem | null {
  const unit = interval?.unit ?? timesPer?.unit;
  const weekly = `* ${months} ${fieldText(weekdays ?? [1, 4], 7)}`;
  const monthly = `${fieldText(monthDays ?? [1], 31)} ${months} *`;
  if (weekdays !== null && (unit === 'month' || unit === 'year')) {
    return {
      reason: `A cron cannot say one ${unit === 'month' ? 'weekday of each month' : 'weekday of a year'}: it fires on each of them`,
      near: [weekly, monthly],
    };
  }
  if (monthDays !== null && unit === 'week') {
    return { reason: 'A week has no such day: name a weekday, or say monthly', near: [monthly] };
  }
  if (named !== null && interval?.unit === 'month' && interval.count > 1) {
    return {
      reason: 'It says both every so many months and which ones: name the months alone',
      near: [monthly],
    };
  }
  return tooFewDays(timesPer, weekdays, monthDays, months);
}

/** `twice a week` needs its two days. */
function tooFewDays(
  timesPer: Phrase['timesPer'],
  weekdays: readonly number[] | null,
  monthDays: readonly number[] | null,
  months: string,
): DayProblem | null {
  if (timesPer === null || timesPer.count === 1) return null;
  const { count, unit } = timesPer;
  if (unit === 'week' && weekdays?.length !== count) {
    return {
      reason: `It says ${count} times a week: name so many weekdays`,
      near: count === 2 ? [`* ${months} 1,4`] : [],
    };
  }
  if (unit === 'month' && monthDays?.length !== count) {
    return {
      reason: `It says ${count} times a month: name so many days`,
      near: count === 2 ? [`1,15 ${months} *`] : [],
    };
  }
  return unit === 'year' ? { reason: `It says ${count} times a year: name the dates`, near: [] } : null;
}

/** Days, weeks, months and years that a cron does not count. */
function longInterval(
  { interval, monthDays }: Phrase,
  months: string,
  weekdays: readonly number[] | null,
): DayProblem | null {
  if (interval === null) return null;
  const { count, unit } = interval;
  if (count === 1 || unit === 'second' || unit === 'minute' || unit === 'hour') return null;
  const weekday = fieldText(weekdays ?? [1], 7);
  if (unit === 'month') return 12 % count === 0 ? null : longMonths(count, monthDays, months);
  if (unit === 'year') {
    return {
      reason: 'A cron knows no years: it comes back each year',
      near: [`${fieldText(monthDays ?? [1], 31)} ${months} *`],
    };
  }
  const days = unit === 'week' ? count * 7 : count;
  const isWeeks = days % 7 === 0;
  return {
    reason: isWeeks
      ? 'A cron knows weekdays and does not count weeks: name the weekday, or keep an interval that is counted from the start'
      : 'A cron counts days anew in each month, so the step breaks at its end; an interval is counted from the start',
    near: isWeeks ? [`* ${months} ${weekday}`] : [`*/${Math.min(31, Math.ceil(count))} ${months} *`],
    recurring: Number.isInteger(days) && days <= 366 && days > 0 ? `P${days}D` : undefined,
  };
}

function longMonths(count: number, monthDays: readonly number[] | null, months: string): DayProblem {
  const step = [2, 3, 4, 6, 12].find((each) => each >= count) ?? 12;
  return {
    reason: `A cron counts months anew in each year, and 12 is no multiple of ${count}`,
    near: [`${fieldText(monthDays ?? [1], 31)} ${months === '*' ? `*/${step}` : months} *`],
  };
}

function onMonthDays(
  monthDays: readonly number[],
  months: string,
  { interval, timesPer, months: named }: Phrase,
): DayFields {
  const notes: string[] = [];
  const isLeapDay = named?.join() === '2' && monthDays.join() === '29';
  if (isLeapDay) notes.push('in leap years only');
  else if (named?.length === 1 && interval === null) notes.push('each year');
  if (named === null && (interval?.unit ?? timesPer?.unit) === 'year')
    notes.push('no month was said: January');
  if (named === null && interval?.unit !== 'day' && monthDays.some((day) => day > 28)) {
    notes.push('months without that day are left out');
  }
  return { fields: `${fieldText(monthDays, 31)} ${months} *`, notes };
}

function defaulted(
  phrase: Phrase,
  months: string,
  weekdays: readonly number[] | null,
): DayFields | DayProblem {
  const { interval, timesPer, monthDays, isEachMonth, months: named, part } = phrase;
  if (monthDays !== null) return onMonthDays(monthDays, months, phrase);
  if (weekdays !== null) return { fields: `* ${months} ${fieldText(weekdays, 7)}`, notes: [] };
  const unit = interval?.unit ?? timesPer?.unit;
  if (unit === 'week') return { fields: `* ${months} 1`, notes: ['no weekday was said: Monday'] };
  if (unit === 'year' && named === null) {
    return { fields: `1 ${months} *`, notes: ['no day was said: the 1st of January'] };
  }
  if (unit === 'month' || unit === 'year' || isEachMonth) {
    return { fields: `1 ${months} *`, notes: ['no day was said: the 1st'] };
  }
  if (named !== null && unit === undefined && part === null) {
    return {
      reason: 'It may be each day of these months or one: say "every day in june", or the day',
      near: [`* ${months} *`, `1 ${months} *`],
    };
  }
  return { fields: `* ${months} *`, notes: [] };
}
