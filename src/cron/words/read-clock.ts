import type { Cursor } from './cursor.ts';
import { hinder, type Phrase, type SpokenTime, severalRules } from './phrase.ts';
import { readEnd, readMinutes, readPart, readTime } from './read-time.ts';

/** `at 6 and 18`, `7:30`, `at half past two`. */
export function readTimesClause(cursor: Cursor, phrase: Phrase): boolean {
  cursor.word('at', '@', 'around');
  const times = cursor.list((rest) => {
    rest.word('at', '@');
    return readTime(rest);
  });
  if (times === null) return false;
  cursor.word('hours', 'sharp');
  if (phrase.times.length > 0) return hinder(phrase, severalRules);
  phrase.times = times;
  return true;
}

/** `in the morning`, `at night`, beside or without a time. */
export function readPartClause(cursor: Cursor, phrase: Phrase): boolean {
  const isAtNight = cursor.words('at', 'night');
  if (!isAtNight) {
    cursor.word('in', 'during');
    cursor.word('the');
  }
  const isPlural = cursor.peek()?.text.endsWith('s') === true;
  const part = isAtNight ? 'night' : readPart(cursor);
  if (part === null || phrase.part !== null) return false;
  phrase.part = part;
  // `friday nights`
  if (isPlural && phrase.weekdays !== null) phrase.isEachWeekday = true;
  return true;
}

/** `between 9 and 17`, `from 9am to 5pm`, `9-17`, `during business hours`. */
export function readBetweenClause(cursor: Cursor, phrase: Phrase): boolean {
  if (cursor.attempt(readBusinessHours) !== null) {
    // As most would have it, for what is offered.
    phrase.between ??= { from: exactHour(9), to: exactHour(17) };
    phrase.weekdays ??= [1, 2, 3, 4, 5];
    phrase.isEachWeekday = true;
    return hinder(phrase, {
      reason: 'Business hours differ from place to place: say from when to when, such as "between 9 and 17"',
    });
  }
  if (cursor.words('during', 'the', 'day') || cursor.words('by', 'day')) {
    return hinder(phrase, {
      reason: 'It is not clear when the day begins and ends: say it, such as "between 8 and 20"',
    });
  }
  const between = cursor.attempt(readBetween);
  if (between === null) return false;
  if (phrase.between !== null) return hinder(phrase, severalRules);
  phrase.between = between;
  return true;
}

/** `quarter past every hour`, `at 5 past the hour`, `on the hour`, `at minute 15`, `:15 and :45`. */
export function readMinutesClause(cursor: Cursor, phrase: Phrase): boolean {
  const isHourly = phrase.interval?.unit === 'hour' && cursor.peek()?.text === 'at';
  cursor.word('at', 'on');
  const minutes =
    cursor.attempt(readPastHours) ??
    cursor.attempt(readOnHour) ??
    cursor.attempt(readMinuteList) ??
    (isHourly ? cursor.attempt(readBareMinutes) : null);
  if (minutes === null) return false;
  if (phrase.minutesPast.length > 0) return hinder(phrase, severalRules);
  phrase.minutesPast = minutes;
  return true;
}

function exactHour(hour: number): SpokenTime {
  return { hour, minute: 0, isExact: true };
}

function readBusinessHours(cursor: Cursor): true | null {
  cursor.word('during', 'in');
  cursor.word('the');
  if (cursor.word('business', 'office', 'working', 'work') === null) return null;
  return cursor.word('hours', 'time') === null ? null : true;
}

function readBetween(cursor: Cursor): { from: SpokenTime; to: SpokenTime } | null {
  const opening = cursor.word('between', 'from');
  const from = readEnd(cursor);
  const joint = opening === 'between' ? ['and', 'to', '-'] : ['to', 'till', 'til', 'until', 'through', '-'];
  if (from === null || cursor.word(...joint) === null) return null;
  const to = readEnd(cursor);
  return to === null ? null : { from, to };
}

function readPastHours(cursor: Cursor): readonly number[] | null {
  const minutes = cursor.list(readMinutes);
  const direction = minutes === null ? null : cursor.word('past', 'after', 'to', 'before');
  const after = cursor.peek();
  // `10 past 9` is a time of day.
  if (minutes === null || direction === null || after?.kind === 'number' || after?.kind === 'clock')
    return null;
  cursor.attempt(readEveryHour);
  return direction === 'past' || direction === 'after' ? minutes : minutes.map((minute) => 60 - minute);
}

/** Both are right: `15 past` and `15 past the hour`. */
function readEveryHour(cursor: Cursor): true | null {
  cursor.word('every', 'each', 'the', 'an');
  cursor.word('full');
  return cursor.word('hour', 'hours') === null ? null : true;
}

function readOnHour(cursor: Cursor): readonly number[] | null {
  cursor.word('the');
  if (cursor.words('top', 'of')) return cursor.attempt(readEveryHour) === null ? null : [0];
  const fraction = cursor.word('half', 'quarter', 'full');
  if (cursor.word('hour') === null) return null;
  if (fraction === 'half') return [30];
  return fraction === 'quarter' ? [0, 15, 30, 45] : [0];
}

/** Of every hour, `at 15 and 45`: one of them is no hour, so that none of them is. */
function readBareMinutes(cursor: Cursor): readonly number[] | null {
  const minutes = cursor.list((rest) => {
    const token = rest.next();
    return token?.kind === 'number' && Number.isInteger(token.value) && token.value <= 59
      ? token.value
      : null;
  });
  return minutes?.some((minute) => minute > 23) === true ? minutes : null;
}

function readMinuteList(cursor: Cursor): readonly number[] | null {
  const isNamed = cursor.word('minute', 'minutes') !== null;
  const minutes = cursor.list((rest) => {
    const token = rest.next();
    if (token?.kind !== 'minute' && !(isNamed && token?.kind === 'number')) return null;
    return Number.isInteger(token.value) && token.value <= 59 ? token.value : null;
  });
  if (minutes === null) return null;
  cursor.attempt((rest) => (rest.word('past', 'after', 'of') === null ? null : readEveryHour(rest)));
  return minutes;
}
