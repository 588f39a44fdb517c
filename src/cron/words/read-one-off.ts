import { Temporal } from 'temporal-polyfill';
import { wallMoment } from '../wall-moment.ts';
import type { Refused, Understood, WordsContext } from './answer.ts';
import { Cursor } from './cursor.ts';
import { weekdayNames } from './names.ts';
import type { DayPart, SpokenTime } from './phrase.ts';
import { movedTo, readTime } from './read-time.ts';
import { spokenDate } from './spoken-date.ts';
import { strangeMeaning } from './strange-words.ts';
import { type Token, tokensOf } from './tokens.ts';
import { refused } from './understood.ts';
import { absoluteTime, instantOfWall } from './wall-time.ts';

const signs =
  /\b(today|tonight|tomorrow|yesterday|tmrw|next|this|coming|ago|from now|in (an?|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty)|\d{4}-\d\d?-\d\d?|(19|20)\d\d)\b|\bin \d|\d[./]\d\d?[./]\d/;

/** Whether a text is about one moment rather than about again and again. Lower case. */
export function isAboutOnce(text: string): boolean {
  return signs.test(text) && !/\b(every|each)\b/.test(text);
}

/** Reads one moment to come: `tomorrow at 9`, `in 20 minutes`, `next friday 17:30`, `2026-12-24 08:00`. */
export function readOneOff(text: string, context: WordsContext): Understood | Refused {
  const slashed = /\b(\d{4})\/(\d\d?)\/(\d\d?)\b/;
  if (slashed.test(text)) return readOneOff(text.replace(slashed, '$1-$2-$3'), context);
  const exact = readExact(text, context) ?? readFromNow(text, context);
  if (exact !== null) return exact;
  if (/\d[./]\d\d?[./]\d/.test(text)) {
    return refused(
      'Day and month are not told apart in such a date: write it as 2026-12-24',
      bothOrders(text, context),
    );
  }
  const noDay = /\b(\d{4})-(\d\d?)-(\d\d?)\b/.exec(text);
  if (noDay !== null && dateOf(noDay) === null) return refused(`There is no day ${noDay[0]}`);
  const wall = /^\d{4}-\d\d-\d\d[t ]\d\d:\d\d:\d\d$/.test(text)
    ? wallMoment(text.toUpperCase(), context.zone)
    : null;
  if (wall !== null) return once(Temporal.Instant.from(wall), null, context);
  const week = /\b(next|this|coming) (week|month|year|weekend)\b/.exec(text);
  if (week !== null) return refused(`"${week[0]}" is no certain day: name the day, such as 2026-12-24 08:00`);
  return readDateAndTime(text, context);
}

/** An instant of its own right is one whatever the zone: `2026-12-24T08:00Z`. */
function readExact(text: string, context: WordsContext): Understood | Refused | null {
  if (!/^\d{4}-\d\d-\d\d[t ]\d\d:\d\d(:\d\d)?(\.\d+)? ?(z|[+-]\d\d(:?\d\d)?)$/.test(text)) return null;
  try {
    const instant = Temporal.Instant.from(
      text
        .toUpperCase()
        .replace(/(\d) (?=\d\d:)/, '$1T')
        .replace(' ', ''),
    );
    return once(instant, null, context);
  } catch {
    return refused(`${text} is no date and time: there is no such day or hour`);
  }
}

/** `24.12.2026 18:00` and `12/24/2026`, the day and the month first. */
function bothOrders(text: string, context: WordsContext): Understood[] {
  const date = /\b(\d\d?)[./](\d\d?)[./](\d{4})\b/.exec(text);
  if (date === null) return [];
  const [typed, first = '', second = '', year] = date;
  const orders = [
    [second, first],
    [first, second],
  ];
  return orders.flatMap(([month = '', day = '']) => {
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const answer = readOneOff(text.replace(typed, iso), context);
    return answer.kind === 'refused' ? [] : [answer];
  });
}

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/**
 * `in 20 minutes`; null for anything else. Hours, minutes and seconds are counted on the clock of physics, whatever the
 * zone's does meanwhile.
 */
export function readFromNow(text: string, context: WordsContext): Understood | Refused | null {
  const from = /^in (.+)$/.exec(text)?.[1] ?? /^(.+) from now$/.exec(text)?.[1];
  if (from === undefined) return null;
  const total = spokenSeconds(from);
  if (total === null) return null;
  const instant = Temporal.Instant.fromEpochMilliseconds(Math.floor(context.now / 1000) * 1000);
  return total <= 0 || total > 31_622_400
    ? refused('That is not within a year from now')
    : once(instant.add({ seconds: Math.round(total) }), null, context);
}

/** `2h30m`, `an hour and 20 minutes`, `half an hour`; null for anything else. */
function spokenSeconds(text: string): number | null {
  if (/^half an? hour$/.test(text)) return 1800;
  const cursor = new Cursor(tokensOf(text));
  let total = 0;
  while (!cursor.isDone) {
    const count = cursor.word('a', 'an') === null ? cursor.next() : ({ kind: 'number', value: 1 } as const);
    const unit = cursor.next();
    const match =
      unit?.kind === 'word'
        ? /^(?:(s)(?:ec(?:ond)?s?)?|(m)(?:in(?:ute)?s?)?|(h)(?:r|our)?s?)$/.exec(unit.text)
        : null;
    const length = seconds[match?.[1] ?? match?.[2] ?? match?.[3] ?? ''];
    if (count?.kind !== 'number' || length === undefined) return null;
    total += count.value * length;
    cursor.word('and', ',');
  }
  return total;
}

interface Spoken {
  readonly date: Temporal.PlainDate | null;
  readonly time: SpokenTime | null;
}

function readDateAndTime(text: string, context: WordsContext): Understood | Refused {
  const wall = Temporal.Instant.fromEpochMilliseconds(context.now)
    .toZonedDateTimeISO(context.zone)
    .toPlainDateTime();
  const { part, plain } = partTakenOut(text.replace(/\b(the )?day after tomorrow\b/, 'in 2 days'));
  const { date, time: said } = dateAndTime(plain, wall);
  if (date === null)
    return refused(strangeIn(plain) ?? noHourIn(plain) ?? `It names no certain day: ${wanted}`);
  if (said === null) return withoutTime(date, part, /^in /.test(plain) ? wall : null, context);
  const time = part === null ? said : movedTo(part, said);
  if (time === null) return refused(`${timeText(said)} is not in the ${part}: ${wanted}`);
  const at = date.toPlainDateTime(time);
  const unclear = unclearNight(part, at, context) ?? unclearWeekday(plain, wall, at, context);
  if (unclear !== null) return unclear;
  const answer = onceAt(at, context);
  return answer.kind === 'refused' ? refused(answer.reason, laterOffers(at, context)) : answer;
}

/** What passed a short while ago is meant for the next day most likely. */
function laterOffers(at: Temporal.PlainDateTime, context: WordsContext): Understood[] {
  const offer = onceAt(at.add({ days: 1 }), context);
  return offer.kind === 'refused' ? [] : [offer];
}

/** An hour that no day has. */
function noHourIn(text: string): string | null {
  const hour = /\bat (\d{1,2}(?:[:.]\d{2})?)(?: ?[ap]m)?$/.exec(text)?.[1];
  if (hour === undefined || new Cursor(tokensOf(hour)).attempt(readTime) !== null) return null;
  return `"${hour}" is no time of day: hours are 0-23, minutes 0-59`;
}

function strangeIn(text: string): string | null {
  const found = tokensOf(text).flatMap(({ text: word }) => strangeMeaning(word) ?? []);
  return found[0]?.reason ?? null;
}

const wanted = 'say such as "tomorrow at 9", "next friday 17:30" or "2026-12-24 08:00"';

/** `tonight`, `this evening`, `tomorrow morning`: a day, and a part of it that moves the hour. */
function partTakenOut(text: string): { part: DayPart | null; plain: string } {
  const tonight = text.replace(/\b(tonight|this night)\b/, 'today');
  if (tonight !== text) return { part: 'night', plain: tonight };
  const match = /\b(?:(this )|(?:in the )|(?:at ))?(morning|afternoon|evening|night)\b/.exec(text);
  if (match === null) return { part: null, plain: text };
  const plain = text
    .replace(match[0], match[1] === undefined ? '' : 'today')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return { part: partNamed(match[2]), plain };
}

function partNamed(word: string | undefined): DayPart | null {
  return word === 'morning' || word === 'afternoon' || word === 'evening' || word === 'night' ? word : null;
}

/** The time of day is read as in schedules that come again; what is left has to be a day, all of it. */
function dateAndTime(text: string, wall: Temporal.PlainDateTime): Spoken {
  const iso = /\b(\d{4})-(\d\d?)-(\d\d?)t?(?=\d\d:|\b)/.exec(text);
  const rest = iso === null ? text : text.replace(iso[0], ' ');
  const tokens = tokensOf(rest).filter(({ text: word }) => word !== ',');
  const isoDate = iso === null ? null : dateOf(iso);
  for (let at = 0; at < tokens.length; at++) {
    const cursor = new Cursor(tokens.slice(at));
    cursor.word('at');
    const time = cursor.attempt(readTime);
    if (time === null) continue;
    const left = [...tokens.slice(0, at), ...cursor.rest];
    const date = iso === null ? leftDate(left, wall) : left.every(isFiller) ? isoDate : null;
    if (date !== null) return { date, time };
  }
  if (iso === null) return { date: leftDate(tokens, wall), time: null };
  return { date: tokens.every(isFiller) ? isoDate : null, time: null };
}

function leftDate(tokens: readonly Token[], wall: Temporal.PlainDateTime): Temporal.PlainDate | null {
  const text = tokens
    .map(({ text: word }) => word)
    .join(' ')
    .replace(/^on /, '')
    .replace(/ on$/, '');
  const date = text === '' ? null : spokenDate(text.replace(/^coming /, 'this '), wall);
  // chrono lets one word win over another: `wednesday tomorrow`.
  const isOther = tokens.some(({ text: word }) => {
    const weekday = Object.hasOwn(weekdayNames, word) ? weekdayNames[word] : undefined;
    return weekday !== undefined && date !== null && weekday !== date.dayOfWeek % 7;
  });
  return isOther ? null : date;
}

function isFiller({ text }: Token): boolean {
  return text === 'on' || text === 'at';
}

function dateOf(iso: RegExpExecArray): Temporal.PlainDate | null {
  const [year, month, day] = [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

/** @param now of `in 2 days`, when it may be meant to the minute; null else */
function withoutTime(
  date: Temporal.PlainDate,
  part: DayPart | null,
  now: Temporal.PlainDateTime | null,
  context: WordsContext,
): Refused {
  const hours = part === null ? [9, 0] : [{ morning: 8, afternoon: 15, evening: 20, night: 22 }[part]];
  const same = now === null ? [] : [{ hour: now.hour, minute: now.minute }];
  const times = [...same, ...hours.map((hour) => ({ hour }))];
  const offers = times.map((time) => onceAt(date.toPlainDateTime(time), context));
  return refused(
    'It does not say a time of day: say at which hour',
    offers.filter((offer) => offer.kind !== 'refused'),
  );
}

/** What is left of the night after midnight may be of the night that begins on the day, or of the one before. */
function unclearNight(
  part: DayPart | null,
  at: Temporal.PlainDateTime,
  context: WordsContext,
): Refused | null {
  if (part !== 'night' || at.hour > 5) return null;
  const offers = [at, at.add({ days: 1 })].map((time) => onceAt(time, context));
  const left = offers.filter((offer) => offer.kind !== 'refused');
  return refused('It may be the night that begins that day, or the one before: name the date', left);
}

/** "Next friday" is the coming one for some, the one of the next week for others. */
function unclearWeekday(
  text: string,
  wall: Temporal.PlainDateTime,
  at: Temporal.PlainDateTime,
  context: WordsContext,
): Refused | null {
  const word = /\bnext ([a-z]+)/.exec(text)?.[1] ?? '';
  const weekday = Object.hasOwn(weekdayNames, word) ? weekdayNames[word] : undefined;
  if (weekday === undefined) return null;
  const ahead = (weekday + 7 - (wall.dayOfWeek % 7)) % 7 || 7;
  const coming = wall.toPlainDate().add({ days: ahead }).toPlainDateTime(at.toPlainTime());
  const isThisWeek = wall.dayOfWeek + ahead <= 7;
  const both = [coming, coming.add({ days: 7 })].map((time) => onceAt(time, context));
  const offers = both.filter((offer) => offer.kind !== 'refused');
  if (!isThisWeek) return null;
  return refused(`"next ${word}" may be the one of this week or of the next: name the date`, offers);
}

/** At a wall-clock time of the zone. */
export function onceAt(at: Temporal.PlainDateTime, context: WordsContext): Understood | Refused {
  const { instant, note } = instantOfWall(at, context.zone);
  return once(instant, note, context);
}

function once(
  instant: Temporal.Instant,
  note: string | null,
  { now, zone }: WordsContext,
): Understood | Refused {
  const absolute = absoluteTime(instant, zone);
  if (instant.epochMilliseconds <= now) return refused(`${absolute} has passed`);
  const echo = `Once, on ${absolute}`;
  return { kind: 'one-off', when: instant.toString(), echo: note === null ? echo : `${echo}; ${note}` };
}

function timeText({ hour, minute }: SpokenTime): string {
  return `${hour}:${String(minute).padStart(2, '0')}`;
}
