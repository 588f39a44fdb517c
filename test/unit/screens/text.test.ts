import { describe, expect, test } from 'vitest';
import { formatAge, formatClock, formatCount, formatTime, timeWidth } from '../../../screens/format-time.ts';
import { highlighted } from '../../../screens/highlight.ts';
import { lastText, progressText, runDuration } from '../../../screens/run-text.ts';
import { windowTop } from '../../../screens/window-top.ts';
import { dropCells, wrapCells, wrapWords } from '../../../screens/wrap-text.ts';
import { formatDuration } from '../../../src/lib/format-duration.ts';
import { textPattern } from '../../../src/lib/pattern.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

const hour = 3_600_000;

test.each([
  [-5, '0s'],
  [9_999, '9s'],
  [119_000, '1m'],
  [1.2 * hour, '1h12'],
  [25 * hour, '1d'],
  [23.9 * hour, '23h'],
])('an age of %d ms is %s', (ms, text) => {
  expect(formatAge(ms)).toBe(text);
});

test.each([
  [812, '812ms'],
  [41_200, '41.2s'],
  [59_999, '59.9s'],
  [842_000, '14m02s'],
  [3 * hour + 7 * 60_000, '3h07m'],
])('a duration of %d ms is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('counts have commas', () => {
  expect([0, 999, 1_000, 18_402, 1_234_567].map(formatCount)).toEqual([
    '0',
    '999',
    '1,000',
    '18,402',
    '1,234,567',
  ]);
});

describe('wrapping', () => {
  test('breaks between words, and within a word that is too long', () => {
    expect(wrapWords('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapWords('abcdefghij k', 4)).toEqual(['abcd', 'efgh', 'ij k']);
  });

  test('never splits a wide character', () => {
    expect(wrapCells('重い画像', 5)).toEqual(['重い', '画像']);
    expect(wrapCells('', 5)).toEqual(['']);
  });

  test('drops cells from the front', () => {
    expect(dropCells('abcdef', 2)).toBe('cdef');
    expect(dropCells('重い画', 2)).toBe('い画');
    expect(dropCells('ab', 9)).toBe('');
  });
});

test('every place of a pattern is marked, in any case', () => {
  expect(highlighted('An error, ERROR', textPattern('error', { ignoreCase: true }), 'plain')).toEqual([
    { text: 'An ', style: 'plain' },
    { text: 'error', style: 'match' },
    { text: ', ', style: 'plain' },
    { text: 'ERROR', style: 'match' },
    { text: '', style: 'plain' },
  ]);
  expect(highlighted('a1', null, 'plain')).toEqual([{ text: 'a1', style: 'plain' }]);
});

test('a window moves as little as its cursor needs', () => {
  expect(windowTop(0, 5, 100, 10)).toBe(0);
  expect(windowTop(0, 12, 100, 10)).toBe(3);
  expect(windowTop(50, 40, 100, 10)).toBe(40);
  expect(windowTop(95, 95, 100, 10)).toBe(90);
  expect(windowTop(7, 2, 3, 10)).toBe(0);
});

describe('what a run does now', () => {
  const now = Date.parse('2026-01-01T00:01:00.000Z');

  test.each([
    [sampleRun(), 'in the queue'],
    [sampleRun({ attempt: 1, notBefore: '2026-01-01T00:01:05.000Z' }), 'retry in 5s'],
    [sampleRun({ status: 'running', progress: { done: 1, total: 3, note: null } }), '33% 1/3'],
    [sampleRun({ status: 'running', cancelRequestedAt: '2026-01-01T00:00:59.000Z' }), 'being cancelled'],
    [
      sampleRun({ status: 'completed', progress: { done: 3, total: 3, note: 'wrote 3 pages' } }),
      'wrote 3 pages',
    ],
    [sampleRun({ status: 'completed', progress: { done: 3, total: 3, note: null } }), '100% 3/3'],
    [sampleRun({ status: 'failed', reason: 'exit', exitCode: 137 }), 'exit 137'],
    [sampleRun({ status: 'failed', error: { message: 'no luck' } }), 'no luck'],
    [sampleRun({ status: 'waiting', waitingReason: 'approval' }), 'waits for approval'],
    [
      sampleRun({
        status: 'waiting',
        waitingReason: 'dependency',
        waitingFor: ['0199-00000001', '0199-00000002'],
      }),
      'waits for 2 runs: 00000001, 00000002',
    ],
    [sampleRun({ status: 'cancelled', reason: 'cancelled', reasonText: 'cancelled by anna' }), 'by anna'],
    [
      sampleRun({ status: 'failed', reason: 'timeout', reasonText: 'timeout after 300 s' }),
      'timeout after 300 s',
    ],
    [
      sampleRun({
        status: 'failed',
        reason: 'timeout',
        reasonText: 'timeout after 300 s',
        error: { message: 'The task did not finish within its limit of 300 s.' },
      }),
      'timeout after 300 s',
    ],
    [
      sampleRun({
        status: 'failed',
        reason: 'dependency',
        reasonText: 'dependency 01a20472-22ce-7727-a131-67a585998d81 failed',
      }),
      'dependency 85998d81 failed',
    ],
    [sampleRun({ status: 'failed', reason: 'error', exitCode: 1 }), 'error'],
    [
      sampleRun({ status: 'waiting', waitingReason: 'approval', notBefore: '2026-01-01T03:01:00.000Z' }),
      'waits for approval, 3h00 left',
    ],
    [
      sampleRun({ status: 'waiting', waitingReason: 'delay', notBefore: '2026-01-01T00:01:05.000Z' }),
      'goes on in 5s',
    ],
    [sampleRun({ status: 'cancelled', reason: 'dependency' }), 'dependency'],
  ])('%# says it', (run, text) => {
    expect(lastText(run, now)).toBe(text);
  });

  test('progress without a total has no percent', () => {
    expect(progressText({ done: 4, total: 0, note: 'page' })).toBe('4/0 page');
  });

  test('a running run gets older, an ended one does not', () => {
    const startedAt = '2026-01-01T00:00:30.000Z';
    expect(runDuration(sampleRun({ status: 'running', startedAt }), now)).toBe(30_000);
    const completedAt = '2026-01-01T00:00:40.000Z';
    expect(runDuration(sampleRun({ status: 'completed', startedAt, completedAt }), now)).toBe(10_000);
    expect(runDuration(sampleRun(), now)).toBeNull();
    // A retry that is to come: what passes now is no time of any attempt.
    expect(runDuration(sampleRun({ status: 'pending', startedAt, attempt: 1 }), now)).toBeNull();
  });
});

test('a moment is written as the list is set, and its date once it is a day ago', () => {
  const now = Date.parse('2026-11-22T12:03:41.000Z');
  const then = now - 2 * 60_000;
  const long = now - 40 * hour;
  expect(formatTime(then, 'relative', now)).toBe('2m');
  expect(formatTime(then, 'utc', now)).toBe('12:01:41Z');
  expect(formatTime(then, 'local', now)).toBe(formatClock(then));
  expect(formatTime(long, 'utc', now)).toBe('11-20 20:03Z');
  expect(formatTime(long, 'local', now)).toHaveLength(timeWidth.local);
  expect(formatTime(Number.POSITIVE_INFINITY, 'utc', now)).toBe('01-01 00:00Z');
});
