import { expect, test } from 'vitest';
import { momentOf } from '../../../src/model/time-words.ts';

const now = new Date(2026, 10, 22, 12, 3, 41).getTime();
const here = (day: number, hours: number, minutes: number, seconds = 0) =>
  new Date(2026, 10, day, hours, minutes, seconds).getTime();

test.each([
  ['10m', now - 600_000],
  ['-1.5h', now - 5_400_000],
  ['12:03', here(22, 12, 3)],
  ['9:00:30', here(22, 9, 0, 30)],
  ['23:00', here(21, 23, 0)],
  ['2026-11-20T10:00:00Z', Date.parse('2026-11-20T10:00:00Z')],
  ['25:00', null],
  ['soon', null],
  ['', null],
])('“%s” is a moment, or none', (text, moment) => {
  expect(momentOf(text, now)).toBe(moment);
});

test('a clock in UTC is the last time that it said so there', () => {
  const noon = Date.parse('2026-11-22T12:00:00Z');
  expect(momentOf('11:59Z', noon)).toBe(noon - 60_000);
  expect(momentOf('12:01z', noon)).toBe(noon - 86_340_000);
});
