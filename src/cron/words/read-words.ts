import { Temporal } from 'temporal-polyfill';
import { readInterval } from '../iso-times.ts';
import { cronOfMacro } from '../macros.ts';
import { isCron, parseCron } from '../parse-cron.ts';
import { ruleWords } from '../rule-words.ts';
import { isZone } from '../zone-names.ts';
import type { Refused, Understood, WordsContext } from './answer.ts';
import { withoutTypo } from './near-words.ts';
import type { Phrase } from './phrase.ts';
import { timesOf } from './read-frequency.ts';
import { isAboutOnce, onceAt, readFromNow, readOneOff } from './read-one-off.ts';
import { readPhrase, whatIsUnderstood } from './read-phrase.ts';
import { isRule, ruleOf } from './rule-of.ts';
import { tokensOf } from './tokens.ts';
import { refused, understoodCron } from './understood.ts';

export type { Refused, Understood, WordsContext };

/** Nobody says a time in more; what is longer is not looked at. */
const mostCharacters = 200;

/**
 * Reads a time rule as people say it: `every weekday at 7:30`, `every 90 minutes`, `tomorrow at 9`. A text that is a
 * cron already is answered as it is. Never throws, and guesses nothing: what is ambiguous or cannot be kept is
 * refused with the reason.
 *
 * What it reads with takes a while to load: import it when words are to be read.
 */
export function readWords(text: string, context: WordsContext): Understood | Refused {
  if (text.length > mostCharacters) return refused(`That is too long to be a time. ${whatIsUnderstood}`);
  const cron = parseCron(text);
  if (isCron(cron)) return understoodCron(text);
  if (!isZone(context.zone)) return refused('The timezone is not known: set it first');
  const said = plainOf(text);
  if (said === '') return refused(whatIsUnderstood);
  if (/^@[a-z]+$/.test(said)) return macro(said, cron.message);
  if (isMeantAsCron(said)) return refused(cron.message, [...withoutSeconds(said), ...filledUp(said)]);
  if (/^p(t?\d)/.test(said)) return readDuration(text.trim());
  return readSaid(said, context);
}

/** One slip is looked for only once: two words that are slips of each other would have no end. */
interface Reading extends WordsContext {
  readonly isMended?: boolean;
}

function readSaid(said: string, context: Reading): Understood | Refused {
  if (isAboutOnce(said)) return readOneOff(said, context);
  return readLength(said, context) ?? readRule(said, context);
}

/** `20 minutes`: again and again, or from now. */
function readLength(said: string, context: Reading): Refused | null {
  const once = readFromNow(`in ${said}`, context);
  if (once === null) return null;
  const again = readRule(`every ${said}`, context);
  const offers = [again, once].filter((offer) => offer.kind !== 'refused');
  return refused(`It may be meant once or again and again: say "in ${said}" or "every ${said}"`, offers);
}

/** Lower case, one blank between words, one kind of dash; what draws nothing is a blank. */
function plainOf(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replaceAll(/[‐-―−]/g, '-')
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, '');
}

/** Digits and stars in four to seven pieces, or fewer with a star: a cron with a mistake in it. */
function isMeantAsCron(said: string): boolean {
  const pieces = said.split(' ');
  return (
    (pieces.length > 3 || pieces.some((piece) => piece.startsWith('*'))) &&
    pieces.length < 8 &&
    pieces.every((piece) => /^[\d*,/?#lw-]+$|^[a-z]{3}(-[a-z]{3})?$/.test(piece)) &&
    pieces.slice(0, 2).every((piece) => /^[\d*,/?-]+$/.test(piece))
  );
}

/** Fewer than five: those at the end were left out most likely. */
function filledUp(said: string): Understood[] {
  const pieces = said.split(' ');
  const five = parseCron([...pieces, '*', '*', '*', '*'].slice(0, 5).join(' '));
  return pieces.length < 5 && said.includes('*') && isCron(five) ? [understoodCron(five.text)] : [];
}

/** Six fields: the first is for seconds most likely. */
function withoutSeconds(said: string): Understood[] {
  const pieces = said.split(' ');
  const five = parseCron(pieces.slice(1).join(' '));
  return pieces.length === 6 && isCron(five) ? [understoodCron(five.text)] : [];
}

function macro(said: string, message: string): Refused {
  const cron = cronOfMacro(said);
  return refused(message, cron === null ? [] : [understoodCron(cron)]);
}

/** An interval is answered as it was typed. */
function readDuration(text: string): Understood | Refused {
  const interval = readInterval(text);
  if (typeof interval === 'string') return refused(interval);
  return { kind: 'recurring', when: text, echo: ruleWords('recurring', text) ?? text };
}

function readRule(said: string, context: Reading): Understood | Refused {
  const phrase = readPhrase(tokensOf(said));
  const meant = context.isMended === true ? said : withoutTypos(said, phrase);
  if (meant !== said) return orMistyped(phrase, meant, context);
  if (phrase.obstacle !== null || isRule(phrase)) return ruleOf(phrase);
  if (phrase.between !== null || (phrase.part !== null && phrase.times.length === 0)) return ruleOf(phrase);
  if (phrase.times.length > 0 || phrase.weekdays !== null) return onceOrAgain(phrase, context);
  return refused(whatIsUnderstood);
}

const mostTypos = 3;

function withoutTypos(said: string, phrase: Phrase): string {
  let [text, unknown] = [said, phrase.obstacle?.unknownWord];
  for (let typo = 0; typo < mostTypos && unknown !== undefined; typo++) {
    const meant = withoutTypo(text, unknown);
    if (meant === null) return text;
    text = meant;
    unknown = readPhrase(tokensOf(text)).obstacle?.unknownWord;
  }
  return text;
}

/** What would be understood if it were typed right is offered, never taken. */
function orMistyped(phrase: Phrase, meant: string, context: Reading): Refused | Understood {
  const read = readSaid(meant, { ...context, isMended: true });
  const offers = read.kind === 'refused' ? read.nearest : [read];
  return offers.length === 0 ? ruleOf(phrase) : refused(`Did you mean "${meant}"?`, offers);
}

/** `friday at 9`: the coming one, or all of them. */
function onceOrAgain(phrase: Phrase, context: WordsContext): Refused {
  const again = ruleOf({ ...phrase, isEachWeekday: true, interval: { count: 1, unit: 'day' } });
  const [time] = timesOf(phrase) ?? [];
  const coming = time === undefined ? null : comingOne(phrase.weekdays?.[0] ?? null, time, context);
  const days = phrase.weekdays === null ? 'every day' : 'every week';
  const offers = [again, ...(coming === null ? [] : [coming])].filter((offer) => offer.kind !== 'refused');
  if (again.kind === 'refused') return refused(again.reason, again.nearest);
  return refused(`It may be meant once or ${days}: say "every", or name the date`, offers);
}

function comingOne(
  weekday: number | null,
  time: { readonly hour: number; readonly minute: number },
  context: WordsContext,
): Understood | Refused {
  const wall = Temporal.Instant.fromEpochMilliseconds(context.now)
    .toZonedDateTimeISO(context.zone)
    .toPlainDateTime();
  const ahead = weekday === null ? 0 : (weekday + 7 - (wall.dayOfWeek % 7)) % 7;
  const at = wall.toPlainDate().add({ days: ahead }).toPlainDateTime(time);
  const first = onceAt(at, context);
  return first.kind === 'refused' ? onceAt(at.add({ days: weekday === null ? 1 : 7 }), context) : first;
}
