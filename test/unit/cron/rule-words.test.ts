import { expect, test } from 'vitest';
import { loadTimeWords, timeWords } from '../../../src/cron/in-words.ts';
import { wallMoment } from '../../../src/cron/wall-moment.ts';

test.each([
  ['scheduled', '*/15 * * * *', 'Every 15 minutes'],
  ['scheduled', '0 9 * * 1-5', 'At 09:00, Monday through Friday'],
  ['scheduled', '* * * *', null],
  ['scheduled', 'nonsense', null],
  ['one-off', '2026-12-24T09:00:00+01:00', 'Once, at 2026-12-24 08:00 UTC'],
  ['one-off', 'tomorrow', null],
  ['recurring', 'PT15M', 'Every 15 minutes'],
  ['recurring', 'PT1H30M', 'Every 90 minutes'],
  ['recurring', 'PT24H', 'Every day'],
  ['recurring', 'P14D', 'Every 2 weeks'],
  ['recurring', 'P1M', null],
  ['ongoing', 'PT30S', 'Again and again, 30 seconds after each run'],
  ['ongoing', 'PT1H', 'Again and again, one hour after each run'],
] as const)('%s %s is %s', async (kind, when, words) => {
  await loadTimeWords();
  expect(timeWords(kind, when)).toBe(words);
});

test.each([
  ['2026-12-24', 'Europe/Stockholm', '2026-12-23T23:00:00Z'],
  ['2026-12-24 08:00', 'America/New_York', '2026-12-24T13:00:00Z'],
  ['2027-03-28T02:30', 'Europe/Stockholm', '2027-03-28T01:00:00Z'],
  ['2026-12-24T08:00Z', 'Europe/Stockholm', '2026-12-24T08:00:00Z'],
  ['2026-12-24T08:00:00.000Z', 'Europe/Stockholm', '2026-12-24T08:00:00Z'],
  ['2026-12-24 08:00+02:00', 'UTC', '2026-12-24T06:00:00Z'],
  ['2026-02-30', 'UTC', null],
  ['tomorrow', 'UTC', null],
  ['2026-12-24T08:00[Asia/Kolkata]', 'UTC', null],
])('%s in %s is %s', (text, zone, instant) => {
  expect(wallMoment(text, zone)).toBe(instant);
});
