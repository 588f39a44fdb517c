import { isCron, parseCron } from '../parse-cron.ts';
import type { Refused, Understood } from './answer.ts';
import { dayFields } from './day-fields.ts';
import type { Phrase } from './phrase.ts';
import { type TimeFields, timeFields } from './time-fields.ts';
import { durationOf, refused, understoodCron, understoodInterval } from './understood.ts';

/** The time rule that a phrase means, or why there is none. */
export function ruleOf(phrase: Phrase): Understood | Refused {
  const { obstacle, nthWeekday } = phrase;
  if (obstacle !== null) return hindered(phrase, obstacle);
  if (nthWeekday !== null) return nthRefused(phrase, nthWeekday);
  const time = timeFields(phrase);
  const days = dayFields(phrase);
  if ('seconds' in time) return intervalOrRefused(time.seconds, phrase, days);
  if ('reason' in time) return refusedTime(time, days);
  if ('reason' in days) {
    const interval = days.recurring === undefined ? [] : [understoodInterval(days.recurring)];
    return refused(days.reason, [...interval, ...crons(time.fields, days.near)]);
  }
  const [fields = '0 0'] = time.fields;
  const cron = parseCron(`${fields} ${days.fields}`);
  // A day that its month never has.
  if (!isCron(cron)) return refused(cron.message);
  return understoodCron(cron.text, [...time.notes, ...days.notes]);
}

/** What a phrase would mean without what hinders it. */
function hindered(phrase: Phrase, obstacle: NonNullable<Phrase['obstacle']>): Refused {
  const interval = obstacle.recurring === undefined ? [] : [understoodInterval(obstacle.recurring)];
  const given = (obstacle.crons ?? []).map((cron) => understoodCron(withTimes(cron, phrase)));
  const without = isRule(phrase) && given.length === 0 ? ruleOf({ ...phrase, obstacle: null }) : null;
  // Midnight that nobody said is no near guess for words that were not understood.
  const isGuess = obstacle.isUnknown === true && phrase.times.length === 0 && !isOften(phrase);
  const rest = without === null || isGuess ? [] : without.kind === 'refused' ? without.nearest : [without];
  return refused(obstacle.reason, [...interval, ...given, ...rest]);
}

/** Whether it says how often at all. */
export function isRule(phrase: Phrase): boolean {
  const { interval, timesPer, minutesPast, weekdays, monthDays, months, isEachWeekday, exceptWeekdays } =
    phrase;
  if (interval !== null || timesPer !== null || minutesPast.length > 0 || months !== null) return true;
  if (monthDays !== null || exceptWeekdays.length > 0 || phrase.nthWeekday !== null) return true;
  return weekdays !== null && isEachWeekday;
}

function isOften({ interval, minutesPast }: Phrase): boolean {
  return interval?.unit === 'minute' || interval?.unit === 'hour' || minutesPast.length > 0;
}

function withTimes(cron: string, phrase: Phrase): string {
  if (phrase.times.length === 0) return cron;
  const time = timeFields(phrase);
  return 'fields' in time ? [time.fields[0], ...cron.split(' ').slice(2)].join(' ') : cron;
}

function nthRefused(
  phrase: Phrase,
  { nth, weekdays, text, isEach }: NonNullable<Phrase['nthWeekday']>,
): Refused {
  const rest: Phrase = { ...phrase, nthWeekday: null, interval: null, timesPer: null };
  const weekly = ruleOf({ ...rest, weekdays, isEachWeekday: true });
  const day = nth === 'last' ? 28 : Math.min(29, (nth - 1) * 7 + 1);
  const monthly = ruleOf({ ...rest, monthDays: [day] });
  const rules = [weekly, monthly].filter((rule) => rule.kind !== 'refused');
  if (isEach && nth !== 'last' && nth > 1) {
    return refused(
      `A cron knows no weeks that come only now and then, and not the ${text} of a month: it sees the weekday alone`,
      [...rules, understoodInterval(`P${nth * 7}D`)],
    );
  }
  return refused(
    `A cron cannot say the ${text} of a month: where a day of the month and a weekday are both given, either of them is enough`,
    rules,
  );
}

function refusedTime(
  { reason, near, recurring }: { reason: string; near: readonly string[]; recurring?: string | undefined },
  days: ReturnType<typeof dayFields>,
): Refused {
  const interval = recurring === undefined ? [] : [understoodInterval(recurring)];
  return refused(reason, [...interval, ...crons(near, 'fields' in days ? [days.fields] : days.near)]);
}

function crons(times: TimeFields['fields'], days: readonly string[]): Understood[] {
  return times.flatMap((time) => days.map((day) => understoodCron(`${time} ${day}`)));
}

const yearSeconds = 31_622_400;

/** An interval is counted from the start and knows no days and times: with those it cannot be kept. */
function intervalOrRefused(
  seconds: number,
  phrase: Phrase,
  days: ReturnType<typeof dayFields>,
): Understood | Refused {
  const near = crons(nearSteps(seconds), 'fields' in days ? [days.fields] : days.near);
  if (seconds < 1 || seconds > yearSeconds) return refused('An interval is from a second to a year', near);
  const interval = understoodInterval(durationOf(seconds));
  if (isPlain(phrase, days)) return interval;
  const reason =
    'A cron counts minutes anew in each hour and hours anew in each day, so it cannot say this step; an interval can, and knows no days or times';
  return refused(reason, [...near, interval]);
}

function isPlain({ between, startingAt, minutesPast }: Phrase, days: ReturnType<typeof dayFields>): boolean {
  const isEveryDay = 'fields' in days && days.fields === '* * *';
  return isEveryDay && between === null && startingAt === null && minutesPast.length === 0;
}

/** Minute and hour of the steps of a cron on both sides. */
function nearSteps(seconds: number): string[] {
  const minutes = seconds / 60;
  const steps = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440];
  const below = steps.findLast((step) => step <= minutes);
  const above = steps.find((step) => step >= minutes);
  return [below, above].flatMap((step) => (step === undefined ? [] : [stepFields(step)]));
}

function stepFields(minutes: number): string {
  if (minutes === 1440) return '0 0';
  if (minutes >= 60) return minutes === 60 ? '0 *' : `0 */${minutes / 60}`;
  return minutes === 1 ? '* *' : `*/${minutes} *`;
}
