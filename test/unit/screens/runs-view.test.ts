import { describe, expect, test } from 'vitest';
import { csvLine } from '../../../screens/runs/csv.ts';
import { ratioText } from '../../../screens/runs/view.ts';
import type { Run } from '../../../src/model/run.ts';
import { learnDurations, noBaselines } from '../../../src/store/baselines.ts';
import { isProblem, ratioOf } from '../../../src/store/run-problem.ts';
import { newestFirst, parseSort, sortBy, sortColumns, sortText } from '../../../src/store/run-sort.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

test('a line of CSV is what RFC 4180 says, and starts no formula', () => {
  expect(csvLine(['a', 1, null, 'b,c', 'say "x"', 'two\nlines'])).toBe('a,1,,"b,c","say ""x""","two\nlines"');
  expect(csvLine(['=1+1', '+1', '-1', '@x', '\tx', 'a=b'])).toBe("'=1+1,'+1,'-1,'@x,'\tx,a=b");
});

test('an order survives being written and read; the same column again turns it round', () => {
  for (const column of sortColumns) {
    const sort = sortBy(newestFirst, column);
    expect(parseSort(sortText(sort))).toEqual(sort);
    expect(sortBy(sort, column)).toEqual({ column, descending: !sort.descending });
  }
  expect(parseSort('-size')).toBeNull();
});

test('a multiple of the 95th percentile says SLOW from half as long again', () => {
  expect([null, 0.04, 1.5, 4.31, 250].map(ratioText)).toEqual(['', '0.0x', '1.5x', '4.3x SLOW', '250x SLOW']);
});

describe('isProblem', () => {
  const baselines = noBaselines();
  learnDurations(
    baselines,
    Array.from({ length: 6 }, (_, index) =>
      sampleRun({ id: `r${index}`, status: 'completed', durationMs: 60_000, completedAt: ago(index) }),
    ),
  );

  test.each<readonly [string, Partial<Run>, boolean]>([
    ['failed', { status: 'failed' }, true],
    ['completed', { status: 'completed' }, false],
    ['running as long as usual', { status: 'running', startedAt: ago(1), updatedAt: ago(0) }, false],
    ['running much longer than usual', { status: 'running', startedAt: ago(3), updatedAt: ago(0) }, true],
    ['running for hours, target unknown', { status: 'running', target: 'task:x', startedAt: ago(90) }, true],
    ['waiting long', { status: 'waiting', updatedAt: ago(20) }, true],
    ['waiting a little', { status: 'waiting', updatedAt: ago(2) }, false],
    ['pending for long', { status: 'pending', createdAt: ago(5), updatedAt: ago(5) }, true],
    [
      'pending until later',
      { status: 'pending', createdAt: ago(5), updatedAt: ago(5), notBefore: ago(-5) },
      false,
    ],
    [
      'asked to end and still there',
      { status: 'running', startedAt: ago(0), cancelRequestedAt: ago(2) },
      true,
    ],
  ])('%s', (_, members, wanted) => {
    expect(isProblem({ baselines }, sampleRun(members), now)).toBe(wanted);
  });

  test('knows no multiple for a target that was hardly seen', () => {
    expect(ratioOf({ baselines }, sampleRun({ durationMs: 90_000 }), now)).toBe(1.5);
    expect(ratioOf({ baselines }, sampleRun({ target: 'task:x', durationMs: 90_000 }), now)).toBeNull();
  });
});
