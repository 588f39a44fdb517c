import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCron, parseCron } from '../../../src/cron/parse-cron.ts';
import { type Refused, readWords, type Understood } from '../../../src/cron/words/read-words.ts';
import { understoodTimes } from '../../fixtures/words/once.ts';
import { refusedWords } from '../../fixtures/words/refused.ts';
import { understoodRules } from '../../fixtures/words/understood.ts';

/** Sunday 12:03:41 in Stockholm. */
const context = { now: Date.parse('2026-11-22T11:03:41Z'), zone: 'Europe/Stockholm' };

describe('words that say a rule', () => {
  test.each(understoodRules)('%s is %s', (said, when) => {
    const answer = readWords(said, context);
    expect(answer).toMatchObject({ kind: when.toUpperCase().startsWith('P') ? 'recurring' : 'cron', when });
    expectKeepable(answer);
  });

  test('there are 150 phrases at least, and 50 that are refused', () => {
    expect(understoodRules.length + understoodTimes.length).toBeGreaterThanOrEqual(150);
    expect(refusedWords.length).toBeGreaterThanOrEqual(50);
  });
});

describe('words that say one moment', () => {
  test.each(understoodTimes)('%s is %s', (said, when, echo) => {
    expect(readWords(said, context)).toEqual({ kind: 'one-off', when, echo });
  });
});

describe('words that are refused', () => {
  test.each(refusedWords)('%s: %s', (said, reason, nearest) => {
    const answer = readWords(said, context);
    if (answer.kind !== 'refused') throw new Error(`It was understood as ${answer.when}`);
    expect(answer.reason.startsWith(reason)).toBe(true);
    expect(answer.nearest.map(({ when }) => when)).toEqual(nearest);
    for (const offer of answer.nearest) expectKeepable(offer);
  });
});

test('what was taken without being said is told', () => {
  const echoOf = (said: string) => readWords(said, context);
  expect(echoOf('once a year')).toHaveProperty('echo', expect.stringContaining('the 1st of January'));
  expect(echoOf('every february 29')).toHaveProperty('echo', expect.stringContaining('in leap years only'));
  expect(echoOf('every day except the 1st')).toHaveProperty('echo', expect.not.stringContaining('left out'));
});

describe('the clock that words are read by', () => {
  const at = (now: string, zone: string) => ({ now: Date.parse(now), zone });

  test('a time that the clocks skip is told, and the first after it is meant', () => {
    const answer = readWords('2027-03-28 02:30', context);
    expect(answer).toMatchObject({ when: '2027-03-28T01:00:00Z' });
    expect(answer).toHaveProperty('echo', expect.stringContaining('02:30 does not exist that day'));
  });

  test('a time that comes twice is told, and the first is meant', () => {
    const answer = readWords('2027-10-31 02:30', context);
    expect(answer).toMatchObject({ when: '2027-10-31T00:30:00Z' });
    expect(answer).toHaveProperty('echo', expect.stringContaining('comes twice that day'));
  });

  test('a day that a zone left out is told', () => {
    const apia = at('2011-12-29T00:00:00Z', 'Pacific/Apia');
    const answer = readWords('2011-12-30 12:00', apia);
    expect(answer).toMatchObject({ when: '2011-12-30T10:00:00Z' });
    expect(answer).toHaveProperty('echo', expect.stringContaining('does not exist that day'));
  });

  test.each([
    ['America/New_York', '2026-11-23T14:00:00Z'],
    ['Asia/Kolkata', '2026-11-23T03:30:00Z'],
    ['UTC', '2026-11-23T09:00:00Z'],
  ])('tomorrow at 9 is meant in %s', (zone, when) => {
    expect(readWords('tomorrow at 9', { ...context, zone })).toMatchObject({ kind: 'one-off', when });
  });

  test('tomorrow begins at midnight of the zone, not of UTC', () => {
    const late = at('2026-11-22T23:30:00Z', 'Europe/Stockholm');
    expect(readWords('tomorrow at 9', late)).toMatchObject({ when: '2026-11-24T08:00:00Z' });
  });

  test('hours from now pass over a change of the clocks', () => {
    const before = at('2027-03-28T00:30:00Z', 'Europe/Stockholm');
    expect(readWords('in 2 hours', before)).toMatchObject({ when: '2027-03-28T02:30:00Z' });
  });

  test('the next friday is asked about while this week has one', () => {
    const monday = at('2026-11-23T11:00:00Z', 'Europe/Stockholm');
    const answer = readWords('next friday 17:30', monday);
    expect(answer).toMatchObject({
      kind: 'refused',
      nearest: [{ when: '2026-11-27T16:30:00Z' }, { when: '2026-12-04T16:30:00Z' }],
    });
  });

  test('a zone that is not known is said to be the reason', () => {
    expect(readWords('every day at 9', { ...context, zone: 'Europe/Nowhere' })).toMatchObject({
      kind: 'refused',
    });
  });
});

describe('any text', () => {
  const pieces = [...new Set(understoodRules.flatMap(([said]) => said.split(/\s+/)))];
  const hostile = [
    '\u001b]0;title\u0007every day at 9',
    '\u001b[2Jevery day',
    'every '.repeat(33),
    'a'.repeat(200),
    '1 '.repeat(100),
    'and, '.repeat(40),
    'x'.repeat(10_000),
    '9 '.repeat(5_000),
    'every day at 9\u0000',
    '__proto__',
    'every constructor',
    'in '.repeat(60),
    'yearly year',
    '２０２６-１２-２４ ０８:００',
  ];

  test('never throws, and what is understood can be kept', () => {
    const words = fc.array(fc.constantFrom(...pieces, 'tomorrow', 'next', 'in', '2027'), { maxLength: 12 });
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      words.map((said) => said.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => expectKeepable(readWords(text, context))),
      { numRuns: 3_000 },
    );
  });

  test.each(hostile)('hostile text %# is answered', (text) => {
    expectKeepable(readWords(text, context));
  });
});

function expectKeepable(answer: Understood | Refused): void {
  if (answer.kind === 'cron') expect(isCron(parseCron(answer.when))).toBe(true);
  else if (answer.kind === 'one-off') expect(Date.parse(answer.when)).toBeGreaterThan(context.now);
  else if (answer.kind === 'refused') expect(answer.reason).not.toBe('');
  else expect(answer.when).toMatch(/^p/i);
}
