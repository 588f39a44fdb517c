import { expect, test } from 'vitest';
import { ago, duration } from '../../../src/cli/times.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');

test.each([
  ['2026-11-22T12:00:00.000Z', 'now'],
  ['2026-11-22T12:00:05.000Z', 'now'],
  ['2026-11-22T11:59:48.000Z', '12s ago'],
  ['2026-11-22T11:57:30.000Z', '2m ago'],
  ['2026-11-22T09:00:00.000Z', '3h ago'],
  ['2026-11-19T12:00:00.000Z', '3d ago'],
])('%s was %s', (time, text) => {
  expect(ago(time, now)).toBe(text);
});

test.each([
  [0, '0ms'],
  [340, '340ms'],
  [4230, '4.2s'],
  [59_940, '59.9s'],
  [59_960, '1m 00s'],
  [185_000, '3m 05s'],
  [7_800_000, '2h 10m'],
])('%i ms are %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});
