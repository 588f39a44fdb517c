import { fieldText, hoursText } from './field-text.ts';
import type { DayPart, DayTime, Interval, Phrase } from './phrase.ts';
import { timesOf } from './read-frequency.ts';

/** Minute and hour of a cron, each time of day once where several crons are needed. */
export interface TimeFields {
  readonly fields: readonly string[];
  readonly notes: readonly string[];
}

/** Why there are none. */
export interface TimeProblem {
  readonly reason: string;
  /** Minute and hour of what comes close. */
  readonly near: readonly string[];
  /** ISO 8601, what says it exactly without a cron. */
  readonly recurring?: string | undefined;
}

/** The time fields that a phrase means; the seconds between fires where no cron has them. */
export function timeFields(phrase: Phrase): TimeFields | TimeProblem | { readonly seconds: number } {
  const twice = saidTwice(phrase);
  if (twice !== null) return twice;
  const interval = wholeUnits(phrase.interval ?? spread(phrase));
  const isOften = interval?.unit === 'minute' || interval?.unit === 'hour';
  if (isOften && phrase.part !== null) return oftenInPart(interval, phrase.part);
  if (interval?.unit === 'second') return secondsProblem(interval.count);
  if (interval?.unit === 'minute') return everyMinutes(interval.count, phrase);
  const isHourly = interval?.unit === 'hour' || (interval === null && phrase.minutesPast.length > 0);
  if (isHourly) return everyHours(interval?.count ?? 1, phrase);
  if (phrase.minutesPast.length > 0) {
    const near = [`${fieldText(distinct(phrase.minutesPast), 60)} *`];
    return { reason: 'It says minutes but no hour: say "every hour", or a time', near };
  }
  return atTimes(phrase);
}

/** Two of its parts say how often, or at which minute, and not the same. */
function saidTwice({
  interval,
  timesPer,
  times,
  minutesPast,
  between,
  startingAt,
}: Phrase): TimeProblem | null {
  const isOnceMore = interval?.count === 1 && interval.unit === timesPer?.unit;
  if (interval !== null && timesPer !== null && !isOnceMore) {
    return { reason: 'It says twice how often: say it once', near: [] };
  }
  if (times.length > 0 && minutesPast.length > 0)
    return hourAndTime(fieldText(distinct(minutesPast), 60), times);
  if (between !== null && startingAt !== null) {
    return { reason: 'It says twice from when on: say it once', near: [] };
  }
  return null;
}

/** `120 minutes` are 2 hours. */
function wholeUnits(interval: Interval | null): Interval | null {
  if (interval?.unit === 'hour' && !Number.isInteger(interval.count)) {
    return { count: interval.count * 60, unit: 'minute' };
  }
  if (interval?.unit !== 'minute' || interval.count < 60 || interval.count % 60 !== 0) return interval;
  return { count: interval.count / 60, unit: 'hour' };
}

/** `4 times a day` without its times, and `twice an hour`: evenly. */
function spread({ timesPer, times }: Phrase): Interval | null {
  if (timesPer === null || times.length > 0) return timesPer && { count: 1, unit: timesPer.unit };
  const parts = timesPer.unit === 'day' ? 1440 : timesPer.unit === 'hour' ? 60 : 0;
  return parts === 0 || timesPer.count === 1
    ? { count: 1, unit: timesPer.unit }
    : { count: parts / timesPer.count, unit: 'minute' };
}

function secondsProblem(count: number): TimeProblem {
  return {
    reason: 'A cron begins at minutes: it cannot say seconds',
    near: ['* *'],
    recurring: Number.isInteger(count) && count >= 1 ? `PT${count}S` : undefined,
  };
}

function everyMinutes(count: number, phrase: Phrase): ReturnType<typeof timeFields> {
  if (count <= 0) return { reason: 'An interval is longer than nothing', near: ['* *'] };
  if (!Number.isInteger(count)) return secondsProblem(count * 60);
  const { times, minutesPast, between, startingAt } = phrase;
  if (times.length > 0 || minutesPast.length > 0 || startingAt !== null) {
    return {
      reason:
        'It says both how often and at which time: say one of them, or "between 9 and 17" for a part of the day',
      near: 60 % count === 0 ? [`${stepText(count)} *`] : [],
    };
  }
  if (60 % count !== 0) return { seconds: Math.round(count * 60) };
  if (between === null) return { fields: [`${stepText(count)} *`], notes: [] };
  return minutesBetween(count, between);
}

function minutesBetween(count: number, between: NonNullable<Phrase['between']>): TimeFields | TimeProblem {
  const { from, to } = between;
  const minute = stepText(count);
  const unclear = unclearEnds(between, (first, last) => `${minute} ${hoursText(first, (last + 23) % 24, 1)}`);
  if (unclear !== null) return unclear;
  // The hour that ends it does not belong to it: its minutes come after the end.
  const last = to.minute === 59 ? to.hour : (to.hour + 23) % 24;
  const hours = hoursText(from.hour, last, 1);
  if (from.minute === 0 && (to.minute === 0 || to.minute === 59)) {
    return { fields: [`${minute} ${hours}`], notes: [] };
  }
  return {
    reason: 'A cron has the same minutes in each of its hours: begin and end at a whole hour',
    near: [
      `${minute} ${hoursText(from.hour, to.hour, 1)}`,
      `${minute} ${hoursText((from.hour + 1) % 24, (to.hour + 23) % 24, 1)}`,
    ],
  };
}

function everyHours(count: number, phrase: Phrase): ReturnType<typeof timeFields> {
  const { times, minutesPast, between, startingAt } = phrase;
  const first = startingAt ?? between?.from;
  const minutes = minutesPast.length > 0 ? minutesPast : [first?.minute ?? 0];
  const minute = fieldText(
    [...new Set(minutes)].toSorted((left, right) => left - right),
    60,
  );
  if (times.length > 0) return hourAndTime(minute, times);
  if (count >= 24 || 24 % count !== 0) return { seconds: count * 3600 };
  if (between !== null) return hoursBetween(count, minute, between, Math.max(...minutes));
  if (startingAt === null) return { fields: [`${minute} ${stepText(count)}`], notes: [] };
  const hours = hoursText(startingAt.hour % count, 23, count);
  return { fields: [`${minute} ${hours}`], notes: [] };
}

function hourAndTime(minute: string, times: readonly DayTime[]): TimeProblem {
  const [time] = times;
  return {
    reason: 'It says both every hour and a time of day: say the minute as ":15", or the time alone',
    near: [
      `${time?.minute === 0 && time.hour > 0 ? time.hour : minute} *`,
      ...times.map((each) => `${each.minute} ${each.hour}`),
    ],
  };
}

function hoursBetween(
  count: number,
  minute: string,
  between: NonNullable<Phrase['between']>,
  latest: number,
): TimeFields | TimeProblem {
  const { from, to } = between;
  const unclear = unclearEnds(between, (first, last) => `${minute} ${hoursText(first, last, count)}`);
  if (unclear !== null) return unclear;
  const last = to.minute >= latest ? to.hour : (to.hour + 23) % 24;
  return { fields: [`${minute} ${hoursText(from.hour, last, count)}`], notes: [] };
}

/** `from 9 to 5`: until the afternoon, or through the night. */
function unclearEnds(
  { from, to }: NonNullable<Phrase['between']>,
  fieldsOf: (from: number, to: number) => string,
): TimeProblem | null {
  if (from.isExact || to.isExact || to.hour > from.hour) return null;
  return {
    reason: `From ${from.hour} to ${to.hour} may end in the afternoon or in the night: say ${from.hour} to ${to.hour + 12}, or am and pm`,
    near: [fieldsOf(from.hour, to.hour + 12), fieldsOf(from.hour, to.hour)],
  };
}

function atTimes(phrase: Phrase): TimeFields | TimeProblem {
  if (phrase.between !== null) return spanWithoutStep(phrase.between);
  if (phrase.times.length === 0) return withoutTime(phrase);
  const times = timesOf(phrase);
  if (times === null) {
    return {
      reason: `The time is not in the ${phrase.part ?? 'day'}`,
      near: phrase.times.map(({ hour, minute }) => `${minute} ${hour}`),
    };
  }
  const { timesPer } = phrase;
  if (timesPer !== null && timesPer.unit === 'day' && timesPer.count !== times.length) {
    return {
      reason: `It says ${timesPer.count} times a day and names ${times.length}`,
      near: combined(times)?.map((each) => each) ?? [],
    };
  }
  return severalTimes(times);
}

function severalTimes(times: readonly DayTime[]): TimeFields | TimeProblem {
  const together = combined(times);
  if (together !== null) return { fields: together, notes: [] };
  return {
    reason:
      'A cron has the same minutes in each of its hours: times with different minutes need a schedule each',
    near: [...new Set(times.map(({ hour, minute }) => `${minute} ${hour}`))],
  };
}

/** One pair of fields for all the times; null where they do not go together. */
function combined(times: readonly DayTime[]): string[] | null {
  const hours = distinct(times.map(({ hour }) => hour));
  const minutes = distinct(times.map(({ minute }) => minute));
  const pairs = new Set(times.map(({ hour, minute }) => `${minute} ${hour}`));
  if (pairs.size !== hours.length * minutes.length) return null;
  return [`${fieldText(minutes, 60)} ${fieldText(hours, 24)}`];
}

function spanWithoutStep({ from, to }: NonNullable<Phrase['between']>): TimeProblem {
  // `9 to 5` is the day's work; nobody means the night by it.
  const isDay = !from.isExact && !to.isExact && to.hour <= from.hour;
  const hours = hoursText(from.hour, isDay ? to.hour + 12 : to.hour, 1);
  return {
    reason: 'It does not say how often: say "every 15 minutes between 9 and 17", or a time',
    near: [`0 ${hours}`, `${from.minute} ${from.hour}`],
  };
}

const spanOfPart = { morning: '6-11', afternoon: '12-17', evening: '18-22', night: '0-5,22,23' } as const;

const exampleOfPart = {
  morning: 'between 6 and 12',
  afternoon: 'between 12 and 18',
  evening: 'between 18 and 23',
  night: 'between 22 and 6',
} as const;

function oftenInPart({ count, unit }: Interval, part: DayPart): TimeProblem {
  const isMinutes = unit === 'minute' && 60 % count === 0;
  return {
    reason: `It is not clear when the ${part} begins and ends: say it, such as "${exampleOfPart[part]}"`,
    near: [`${isMinutes ? stepText(count) : '0'} ${spanOfPart[part]}`],
  };
}

const hoursOfPart = {
  morning: ['0 8'],
  afternoon: ['0 15'],
  evening: ['0 20'],
  night: ['0 22', '0 2'],
} as const;

/** `every night` may be midnight; nothing else of a part of the day is. */
function withoutTime({ part, interval }: Phrase): TimeFields | TimeProblem {
  if (part === null || (part === 'night' && interval !== null)) {
    return { fields: ['0 0'], notes: ['no time was said: midnight'] };
  }
  return { reason: `It does not say a time: say at which hour of the ${part}`, near: hoursOfPart[part] };
}

function stepText(count: number): string {
  return count === 1 ? '*' : `*/${count}`;
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].toSorted((left, right) => left - right);
}
