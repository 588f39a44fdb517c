import type { SlimRun } from './slim-run.ts';

/** Whether the same run may well succeed when it is tried again: a guess, with what it rests on. */
export interface RetryGuess {
  readonly retry: 'yes' | 'no' | 'maybe';
  /** A few words: `after 30s`, `bad input`; empty where nothing is known. */
  readonly why: string;
}

type Facts = Pick<SlimRun, 'reason' | 'attempt' | 'backoffLimit' | 'message'>;

interface Rule {
  readonly pattern: RegExp;
  readonly guess: RetryGuess;
}

const yes = (why: string): RetryGuess => ({ retry: 'yes', why });
const no = (why: string): RetryGuess => ({ retry: 'no', why });

/** What the words of an error tell; the first that fits. */
const rules: readonly Rule[] = [
  { pattern: /\b429\b|rate.?limit|too many requests|throttl|quota/i, guess: yes('later: a rate limit') },
  {
    pattern:
      /ECONN(?:RESET|REFUSED|ABORTED)|ETIMEDOUT|EAI_AGAIN|EPIPE|ENETUNREACH|EHOSTUNREACH|socket hang up|connection (?:reset|refused|closed)/i,
    guess: yes('a connection failed'),
  },
  { pattern: /\b50[0234]\b|unavailable|bad gateway|overloaded|try again/i, guess: yes('a server was away') },
  {
    pattern: /deadlock|lock (?:wait )?time|could not serialize|SQLITE_BUSY|database is locked/i,
    guess: yes('a lock was taken'),
  },
  { pattern: /out of memory|heap limit|ENOMEM/i, guess: no('out of memory') },
  { pattern: /timed? ?out|deadline/i, guess: { retry: 'maybe', why: 'it took too long' } },
  {
    pattern:
      /\b40[13]\b|unauthori[sz]ed|forbidden|permission denied|access denied|EACCES|EPERM|(?:token|key|credential)s? (?:has |is |was )?(?:expired|invalid|revoked)/i,
    guess: no('it lacks a right'),
  },
  {
    pattern:
      /cannot find module|is not a function|is not defined|cannot read propert|(?:Type|Reference)Error/i,
    guess: no('a fault in its code'),
  },
  {
    pattern:
      /\b4(?:00|04|09|10|15|22)\b|invalid|malformed|missing|required|validation|not found|no such|unexpected token|syntax ?error|schema|duplicate key|out of range/i,
    guess: no('bad input'),
  },
];

/** Guesses from the reason of the end, from what the record says of its attempts, and from the error's words. */
export function retryGuess(run: Facts): RetryGuess {
  const byReason = guessFromReason(run);
  if (byReason !== null) return byReason;
  const message = run.message ?? '';
  const found = rules.find(({ pattern }) => pattern.test(message))?.guess;
  if (found === undefined) return { retry: 'maybe', why: '' };
  const wait = /retry[ -_]?after["']?[ :=]{1,3}(\d{1,5})/i.exec(message)?.[1];
  return found.retry === 'yes' && wait !== undefined ? yes(`after ${wait}s`) : found;
}

/** The guess as a column shows it: `yes, after 30s`. */
export function guessText({ retry, why }: RetryGuess): string {
  return why === '' ? retry : `${retry}, ${why}`;
}

function guessFromReason({ reason, attempt, backoffLimit }: Facts): RetryGuess | null {
  if (reason === 'dependency') return no('another run failed first');
  if (reason === 'out-of-memory') return no('out of memory');
  if (reason === 'signal' || reason === 'lost') return yes('it was ended from outside');
  if (reason === 'timeout') return { retry: 'maybe', why: 'it took too long' };
  // A run that fails before its tries are used up has said so itself: `retry: false`.
  const hasTriesLeft = attempt !== null && backoffLimit !== null && attempt >= 1 && attempt <= backoffLimit;
  return reason === 'error' && hasTriesLeft ? no('it wants no retry') : null;
}
