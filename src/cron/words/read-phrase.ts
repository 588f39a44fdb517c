import { Cursor } from './cursor.ts';
import { emptyPhrase, hinder, type Phrase } from './phrase.ts';
import { readBetweenClause, readMinutesClause, readPartClause, readTimesClause } from './read-clock.ts';
import {
  readExceptClause,
  readMonthClause,
  readMonthDayClause,
  readNthWeekday,
  readWeekdayClause,
} from './read-days.ts';
import { readFrequencyClause, readStartClause } from './read-frequency.ts';
import { strangeMeaning } from './strange-words.ts';
import type { Token } from './tokens.ts';

type Clause = (cursor: Cursor, phrase: Phrase) => boolean;

/** In this order: what is longer and says more comes first. */
const clauses: readonly Clause[] = [
  readExceptClause,
  readNthWeekday,
  readMonthDayClause,
  readWeekdayClause,
  readMinutesClause,
  readFrequencyClause,
  readBetweenClause,
  readMonthClause,
  readStartClause,
  readTimesClause,
  readPartClause,
];

export const whatIsUnderstood =
  'Understood are such as "every weekday at 7:30", "every 15 minutes between 9 and 17", "on the 1st and 15th at noon", "in 20 minutes", "tomorrow at 9"';

/** What pieces of speech say, clause by clause. What is not understood is the obstacle of the phrase. */
export function readPhrase(tokens: readonly Token[]): Phrase {
  const cursor = new Cursor(tokens);
  const phrase = emptyPhrase();
  while (cursor.word('run', 'runs', 'fire', 'please', 'it', 'this') !== null);
  while (!cursor.isDone) {
    if (isClause(cursor, phrase)) continue;
    const isLast = cursor.peek(1) === undefined;
    if (!isLast && cursor.word(',', ';', 'and', 'on', 'at', 'the', '.', 'only', 'then') !== null) continue;
    hinder(phrase, obstacleOf(cursor.rest, tokens));
    break;
  }
  return phrase;
}

function isClause(cursor: Cursor, phrase: Phrase): boolean {
  return clauses.some((clause) => cursor.attempt((rest) => (clause(rest, phrase) ? true : null)) !== null);
}

/** After these something has to follow. */
const openEnds: ReadonlySet<string> = new Set([
  ...['at', 'on', 'in', 'of', 'and', 'every', 'each', 'the', 'from', 'between', 'to', 'except', ',', '-'],
]);

/** The word that stands in the way, or a later one that says more about what was meant. */
function obstacleOf(rest: readonly Token[], all: readonly Token[]): NonNullable<Phrase['obstacle']> {
  for (const { text } of rest) {
    const meaning = strangeMeaning(text);
    if (meaning !== null) return meaning;
  }
  const first = rest.find(({ text }) => text !== 'every' && text !== 'each') ?? rest[0];
  const shown = JSON.stringify((first?.text ?? '').slice(0, 40));
  if (first?.kind === 'clock') {
    return { reason: noTimeOfDay(shown), isUnknown: true };
  }
  const ofNumber = first === undefined ? null : numberObstacle(first, rest, all);
  if (ofNumber !== null) return ofNumber;
  const isOpen = rest.length === 1 && all.length > 1 && openEnds.has(first?.text ?? '');
  if (isOpen) return { reason: `It breaks off after ${shown}: say the rest of it`, isUnknown: true };
  return {
    reason: `${shown} is not understood here. ${whatIsUnderstood}`,
    isUnknown: true,
    unknownWord: first?.kind === 'word' ? first.text : undefined,
  };
}

/** `at 24`, `every 10`. */
function numberObstacle(
  first: Token,
  rest: readonly Token[],
  all: readonly Token[],
): NonNullable<Phrase['obstacle']> | null {
  if (first.kind !== 'number') return null;
  const shown = JSON.stringify(first.text);
  const before = all.at(-rest.length - 1)?.text ?? rest[0]?.text;
  if (before === 'at' && first.value > 23) return { reason: noTimeOfDay(shown), isUnknown: true };
  if (rest[0]?.text !== 'every' || rest.at(-1) !== first) return null;
  return {
    reason: `It does not say ${shown} of what: say such as "every ${first.text} minutes"`,
    isUnknown: true,
  };
}

function noTimeOfDay(shown: string): string {
  return `${shown} is no time of day: hours are 0-23, minutes 0-59`;
}
