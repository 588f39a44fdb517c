import { expect, test } from 'vitest';
import { slimRun } from '../../../src/model/slim-run.ts';
import {
  completeFailureFilter,
  matchesFailure,
  parseFailureFilter,
} from '../../../src/store/failure-filter.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

const now = Date.parse('2026-01-01T02:00:00.000Z');
const run = slimRun(
  sampleRun({
    target: 'task:sync',
    batchId: 'B-44',
    status: 'failed',
    completedAt: '2026-01-01T01:30:00.000Z',
    error: { message: 'HTTP 429 from Stripe' },
  }),
);

test.each([
  ['', true],
  ['target:task:sync', true],
  ['target:sync', true],
  ['target:other', false],
  ['since:1h', true],
  ['since:10m', false],
  ['batch:b-44', true],
  ['batch:b-45', false],
  ['STRIPE 429', true],
  ['stripe 500', false],
])('%s: %s', (text, expected) => {
  const filter = parseFailureFilter(text);
  expect(typeof filter === 'string' ? filter : matchesFailure(run, filter, now)).toBe(expected);
});

test('says what is wrong', () => {
  expect(parseFailureFilter('since:soon')).toBe('since: takes 30m, 2h or 7d');
  expect(parseFailureFilter('since:0h')).toBe('since: takes 30m, 2h or 7d');
  expect(parseFailureFilter('target:')).toBe('target: needs a value');
});

test('completes the word at the end', () => {
  expect(completeFailureFilter('429 ta', [])).toEqual(['429 target:']);
  expect(completeFailureFilter('target:task:s', ['task:sync', 'task:other'])).toEqual(['target:task:sync']);
  expect(completeFailureFilter('', ['task:sync'])).toEqual([]);
});
