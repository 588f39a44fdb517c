import { describe, expect, test } from 'vitest';
import { guessText, retryGuess } from '../../../src/model/retry-guess.ts';

const facts = { reason: 'error', attempt: 3, backoffLimit: 2, message: null } as const;

describe('retryGuess', () => {
  test.each([
    ['HTTP 429 from https://api.stripe.com retry-after=30', 'yes, after 30s'],
    ['Too Many Requests', 'yes, later: a rate limit'],
    ['read ECONNRESET', 'yes, a connection failed'],
    ['upstream said 503', 'yes, a server was away'],
    ['deadlock detected', 'yes, a lock was taken'],
    ['request timed out', 'maybe, it took too long'],
    ['invoice in_1 missing field "customer"', 'no, bad input'],
    ['HTTP 401 token expired', 'no, it lacks a right'],
    ["Cannot find module 'left-pad'", 'no, a fault in its code'],
    ['JavaScript heap out of memory', 'no, out of memory'],
    ['the moon is in the wrong house', 'maybe'],
  ])('%s: %s', (message, expected) => {
    expect(guessText(retryGuess({ ...facts, message }))).toBe(expected);
  });

  test.each([
    ['dependency', 'no, another run failed first'],
    ['lost', 'yes, it was ended from outside'],
    ['timeout', 'maybe, it took too long'],
    ['out-of-memory', 'no, out of memory'],
  ] as const)('the reason %s counts before the words: %s', (reason, expected) => {
    expect(guessText(retryGuess({ ...facts, reason, message: 'HTTP 429' }))).toBe(expected);
  });

  test('a run that failed with tries left has asked for none', () => {
    expect(guessText(retryGuess({ ...facts, attempt: 1, message: 'HTTP 429' }))).toBe(
      'no, it wants no retry',
    );
    expect(retryGuess({ ...facts, attempt: null, message: 'HTTP 429' }).retry).toBe('yes');
  });
});
