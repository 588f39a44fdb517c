import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cron, type CronProblem, cronFieldNames } from '../../../src/cron/cron.ts';
import { nextFire } from '../../../src/cron/fires.ts';
import { isCron, parseCron } from '../../../src/cron/parse-cron.ts';

const noon = Date.parse('2026-11-22T12:00:00Z');

function accepted(text: string): Cron {
  const read = parseCron(text);
  if (!isCron(read)) throw new Error(`${text}: ${read.message}`);
  return read;
}

function refused(text: string): CronProblem {
  const read = parseCron(text);
  if (isCron(read)) throw new Error(`${text} was accepted`);
  return read;
}

/** Minute, hour, day of month, month and weekday, as they are understood. */
function valuesOf(text: string): readonly (readonly number[])[] {
  return cronFieldNames.map((name) => accepted(text).fields[name].values);
}

const upTo = (last: number, from = 0, by = 1) =>
  Array.from({ length: Math.floor((last - from) / by) + 1 }, (_, index) => from + index * by);

describe('contract 15.2: what is allowed', () => {
  const rules: readonly (readonly [string, string, number, readonly number[]])[] = [
    ['* is every value', '* * * * *', 0, upTo(59)],
    ['a step on * counts from the first value', '*/5 * * * *', 0, upTo(55, 0, 5)],
    ['a step as wide as the field leaves one value', '*/60 * * * *', 0, [0]],
    ['a step on a range', '30-45/5 * * * *', 0, [30, 35, 40, 45]],
    ['a step on a single value goes on to the end of the field', '5/15 * * * *', 0, [5, 20, 35, 50]],
    ['a step on a weekday goes on to 7, which is Sunday', '0 0 * * 1/2', 4, [0, 1, 3, 5]],
    [
      'lists of all of these, in any order, twice or not',
      '45,1,15,30-45/5,1 * * * *',
      0,
      [1, 15, 30, 35, 40, 45],
    ],
    ['a list may contain *', '0 0 * * *,5', 4, upTo(6)],
    ['leading zeros', '05 09 * * *', 0, [5]],
    ['hours to 23', '0 0-23 * * *', 1, upTo(23)],
    ['days from 1', '0 0 1-31/2 * *', 2, upTo(31, 1, 2)],
    ['months by name', '0 0 1 JAN-DEC *', 3, upTo(12, 1)],
    ['names in any case', '0 9 * * mon-Fri', 4, [1, 2, 3, 4, 5]],
    ['names in lists with numbers', '0 0 1 jan,4 *', 3, [1, 4]],
    ['Sunday is 0', '0 0 * * 0', 4, [0]],
    ['Sunday is 7', '0 0 * * 7', 4, [0]],
    ['a range to 7 ends on Sunday', '0 0 * * 5-7', 4, [0, 5, 6]],
    ['the whole week by name', '0 0 * * SUN-SAT', 4, upTo(6)],
    ['blanks around and between', '\t 0  0 * *  * ', 0, [0]],
    ['a day that only leap years have', '0 0 29 2 *', 2, [29]],
    ['one possible date of several is enough', '0 0 31 2,3 *', 2, [31]],
    ['both day fields', '0 0 13 * 5', 2, [13]],
    ['an impossible date beside a weekday, which fires', '0 0 30 2 1', 2, [30]],
  ];
  test.each(rules)('%s: %s', (_rule, text, field, values) => {
    expect(valuesOf(text)[field]).toEqual(values);
    expect(accepted(text).text).toBe(text);
    expect(nextFire(accepted(text), 'UTC', noon)).toBeGreaterThan(noon);
  });
});

describe('contract 15.2: what is refused, and where', () => {
  const rules: readonly (readonly [string, string, string, RegExp])[] = [
    ['nothing', '', '', /and there are none/],
    ['four fields', '* * * *', '* * * *', /and there are 4/],
    ['seconds', '* * * * * *', '* * * * * *', /there are 6; seconds and years are not supported/],
    ['years', '* * * * * * *', '* * * * * * *', /not supported/],
    ['macros', '@daily', '@daily', /@daily is a macro; .*: 0 0 \* \* \*$/],
    ['macros that no cron stands for', '@every 5m', '@every 5m', /@every is a macro; write the five fields/],
    ['a zone', 'TZ=UTC 0 7 * * *', 'TZ=UTC 0 7 * * *', /timezone is a setting of its own/],
    ['a minute beyond', '60 * * * *', '60', /60 is outside 0-59; allowed are 0-59/],
    ['an hour beyond', '* 24 * * *', '24', /hour: 24 is outside 0-23/],
    ['day zero', '* * 0 * *', '0', /day of month: 0 is outside 1-31/],
    ['a month beyond', '* * * 13 *', '13', /month: 13 is outside 1-12.*JAN-DEC/],
    ['a weekday beyond', '* * * * 8', '8', /weekday: 8 is outside 0-7.*SUN-SAT/],
    ['the end of a range beyond', '* 5-24 * * *', '24', /24/],
    ['a step of zero', '*/0 * * * *', '0', /a step is a number from 1 to 60/],
    ['a step wider than the field', '*/61 * * * *', '61', /1 to 60/],
    ['a step wider than the week', '* * * * */8', '8', /1 to 7/],
    ['a step that is missing', '*/ * * * *', '*/', /not understood/],
    ['two steps', '*/2/3 * * * *', '*/2/3', /not understood/],
    ['a step of nothing', '/5 * * * *', '/5', /not understood/],
    ['a range that runs backwards', '5-1 * * * *', '5-1', /backwards/],
    ['a week that wraps', '0 0 * * FRI-MON', 'FRI-MON', /backwards/],
    ['an open range', '5- * * * *', '5-', /not understood/],
    ['a negative number', '-5 * * * *', '-5', /not understood/],
    ['a range of three', '1-2-3 * * * *', '1-2-3', /not understood/],
    ['a list with a hole', '1,2,,3 * * * *', '1,2,,3', /empty place/],
    ['a list that ends with a comma', '* * * * 1,', '1,', /empty place/],
    ['a comma in front', ',1 * * * *', ',1', /empty place/],
    ['the last day', '0 0 L * *', 'L', /"L" is not understood/],
    ['the nearest working day', '0 0 15W * *', '15W', /not understood/],
    ['the second Friday', '0 0 * * 5#2', '5#2', /not understood/],
    ['a question mark', '? * * * *', '?', /not understood/],
    ['a hash of the name', 'H * * * *', 'H', /not understood/],
    ['letters', 'a b c d e', 'a', /not understood/],
    ['whole names', '0 0 * * MONDAY', 'MONDAY', /not understood/],
    ['names of the other field', '0 0 * MON *', 'MON', /not understood/],
    ['letters that only become plain ones', '0 0 * * \u017fun', '\u017fun', /not understood/],
    ['a fraction', '1.5 * * * *', '1.5', /not understood/],
    ['a sign', '+5 * * * *', '+5', /not understood/],
    ['a hexadecimal number', '0x10 * * * *', '0x10', /not understood/],
    ['more than two digits', '005 * * * *', '005', /not understood/],
    ['30 February', '0 0 30 2 *', '30', /never fires, February has no day 30/],
    ['a list of days that no month of a list has', '0 0 31 2,4,6 *', '31', /never fires/],
    ['a range of days that the month has not', '0 0 30-31 FEB *', '30-31', /February has no day 30-31/],
    ['a step of days that the month has not', '0 0 30/1 2 *', '30/1', /never fires/],
  ];
  test.each(rules)('%s: %s', (_rule, text, meant, message) => {
    const problem = refused(text);
    expect(text.slice(problem.from, problem.to)).toBe(meant);
    expect(problem.message).toMatch(message);
    expect(problem.field === null).toBe(meant === text);
  });

  test('a text longer than the contract allows, without reading it', () => {
    const long = '1,'.repeat(5_000_000);
    const begun = performance.now();
    expect(refused(long).message).toMatch(/10000000 characters, at most 256/);
    expect(performance.now() - begun).toBeLessThan(100);
  });

  test('control characters are told as escapes', () => {
    expect(refused('\u001b[31m * * * *').message).toContain('"\\u001b[31m"');
  });
});

test('anything but * alone restricts a day field (POSIX), also what allows every value', () => {
  const isRestricted = (text: string) => accepted(text).fields['day of month'].isRestricted;
  expect(isRestricted('0 0 * * 1')).toBe(false);
  expect(isRestricted('0 0 */2 * 1')).toBe(true);
  expect(isRestricted('0 0 */1 * 1')).toBe(true);
  expect(isRestricted('0 0 1-31 * 1')).toBe(true);
  // So that this fires every day, not only on Mondays.
  expect(nextFire(accepted('0 0 */1 * 1'), 'UTC', noon)).toBe(Date.parse('2026-11-23T00:00:00Z'));
  expect(nextFire(accepted('0 0 */1 * 1'), 'UTC', noon + 86_400_000)).toBe(
    Date.parse('2026-11-24T00:00:00Z'),
  );
});

test('an impossible date beside a weekday fires on the weekdays of the month', () => {
  expect(nextFire(accepted('0 0 30 2 1'), 'UTC', noon)).toBe(Date.parse('2027-02-01T00:00:00Z'));
});

test('it follows the clock when minute or hour begins with *', () => {
  const follows = (text: string) => accepted(text).followsClock;
  expect(['* 2 * * *', '*/30 2 * * *', '5 * * * *', '5 */2 * * *'].map(follows)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['0-59 2 * * *', '0 0-23 * * *', '0/30 2 * * *'].map(follows)).toEqual([false, false, false]);
});

describe('whatever is typed', () => {
  const part = fc.oneof(
    fc.constantFrom('*', '?', 'L', '', 'MON', 'feb', '*/', '#', '-', '/', ','),
    fc.integer({ min: -2, max: 70 }).map(String),
    fc.tuple(fc.nat(65), fc.constantFrom('-', '/', ',', '-5/'), fc.nat(65)).map((pieces) => pieces.join('')),
  );
  const field = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join());
  const likely = fc.array(field, { minLength: 4, maxLength: 6 }).map((fields) => fields.join(' '));

  test('nothing is thrown, and what is meant lies within the text', () => {
    fc.assert(
      fc.property(fc.oneof(likely, fc.string({ unit: 'binary' }), fc.string()), (text) => {
        const read = parseCron(text);
        if (isCron(read)) return;
        expect(read.from).toBeGreaterThanOrEqual(0);
        expect(read.to).toBeLessThanOrEqual(text.length);
        expect(read.to).toBeGreaterThanOrEqual(Math.min(read.from + 1, text.length));
        expect(read.message).not.toBe('');
      }),
      { numRuns: 3000 },
    );
  });

  const spanned = (min: number, max: number) =>
    fc.oneof(
      { weight: 2, arbitrary: fc.constant('*') },
      fc.integer({ min, max }).map(String),
      fc.integer({ min: 1, max: max - min }).map((step) => `*/${step}`),
      fc
        .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
        .map(([one, other]) => `${Math.min(one, other)}-${Math.max(one, other)}`),
    );
  const sound = fc
    .tuple(spanned(0, 59), spanned(0, 23), spanned(1, 31), spanned(1, 12), spanned(0, 7))
    .map((fields) => fields.join(' '));

  test('a sound text is accepted and fires, or it is told that it never does', () => {
    fc.assert(
      fc.property(sound, (text) => {
        const read = parseCron(text);
        if (isCron(read)) expect(nextFire(read, 'Europe/Stockholm', noon)).toBeGreaterThan(noon);
        else expect(read.message).toMatch(/never fires/);
      }),
      { numRuns: 500 },
    );
  });
});
