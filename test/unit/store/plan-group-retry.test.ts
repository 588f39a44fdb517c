import { expect, test } from 'vitest';
import type { Run } from '../../../src/model/run.ts';
import { slimRun } from '../../../src/model/slim-run.ts';
import { planGroupRetry } from '../../../src/store/plan-group-retry.ts';
import { sampleRun } from '../../helpers/sample-run.ts';
import { seededClient } from '../../helpers/seeded-client.ts';

test('leaves out what a later run repeats, and work that ended well since', async () => {
  const failures = [
    failed('a', 1),
    failed('b', 2, { config: { page: 2 } }),
    failed('c', 3, { config: { page: 3 } }),
  ];
  const later = [
    run('again', 10, { status: 'running', retryOf: 'a', config: { page: 9 } }),
    run('well', 11, { status: 'completed', config: { page: 2 } }),
    run('before', 0, { status: 'completed', config: { page: 3 } }),
  ];
  const plan = await planGroupRetry(
    seededClient({ runs: [...failures, ...later] }),
    failures.map((one) => slimRun(one)),
  );
  expect(plan.runs.map(({ id }) => id)).toEqual(['c']);
  expect(plan.leftOut).toEqual([{ count: 2, reason: 'ended well since, or are under way again' }]);
  expect(plan.isSample).toBe(false);
});

test('takes the newest of the runs that a schedule started with the same config', async () => {
  const failures = [
    failed('new', 9, { scheduleId: 's' }),
    failed('old', 5, { scheduleId: 's' }),
    failed('other', 4, { scheduleId: 't' }),
  ];
  const plan = await planGroupRetry(
    seededClient({ runs: failures }),
    failures.map((one) => slimRun(one)),
  );
  expect(plan.runs.map(({ id }) => id)).toEqual(['new', 'other']);
  expect(plan.leftOut).toEqual([{ count: 1, reason: 'are older ones of a schedule: its newest is enough' }]);
});

function failed(id: string, minute: number, members: Partial<Run> = {}): Run {
  return run(id, minute, { status: 'failed', reason: 'error', error: { message: 'HTTP 500' }, ...members });
}

function run(id: string, minute: number, members: Partial<Run>): Run {
  const createdAt = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
  return sampleRun({ id, createdAt, updatedAt: createdAt, ...members });
}
