import { expect, test } from 'vitest';
import { batchRate } from '../../../src/model/batch-rate.ts';
import { slimRun } from '../../../src/model/slim-run.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

const minute = 60_000;
const now = Date.parse('2026-01-01T01:00:00.000Z');

test('counts the ends of each minute, the last one at the end', () => {
  const { donePerMinute, failedPerMinute } = batchRate(
    [ended(0), ended(30_000), ended(1, 'cancelled'), ended(2.5 * minute, 'failed'), ended(99 * minute)],
    0,
    now,
    4,
  );
  expect(donePerMinute).toEqual([0, 1, 0, 2]);
  expect(failedPerMinute).toEqual([0, 1, 0, 0]);
});

test('the end is where the last ten minutes lead, give or take what chance makes of them', () => {
  const runs = Array.from({ length: 100 }, (_, index) => ended((index * 10 * minute) / 101));
  const { end } = batchRate(runs, 50, now, 1);
  expect(((end?.at ?? 0) - now) / minute).toBeCloseTo(4.9, 0);
  expect((end?.spreadMs ?? 0) / minute).toBeCloseTo(0.5, 0);
});

test('no end is told where nothing is left, and where nothing ended lately', () => {
  expect(batchRate([ended(0), ended(1)], 0, now, 1).end).toBeNull();
  expect(batchRate([ended(20 * minute), ended(30 * minute)], 5, now, 1).end).toBeNull();
  expect(batchRate([], 5, now, 1).end).toBeNull();
});

function ended(agoMs: number, status: 'completed' | 'failed' | 'cancelled' = 'completed') {
  const completedAt = new Date(now - agoMs).toISOString();
  return slimRun(sampleRun({ status, completedAt }));
}
