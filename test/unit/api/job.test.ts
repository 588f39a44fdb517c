import { describe, expect, test } from 'vitest';
import {
  createRunFromJob,
  jobCounts,
  jobFilterFromQuery,
  jobListItemToWire,
  jobToWire,
  wireCreateJob,
  wireJob,
} from '../../../src/api/job.ts';
import { runStatuses } from '../../../src/model/run-status.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

describe('jobToWire', () => {
  test.each([
    ['pending', 'submitted'],
    ['running', 'working'],
    ['waiting', 'working'],
    ['completed', 'completed'],
    ['failed', 'failed'],
    ['cancelled', 'canceled'],
  ] as const)('calls %s %s', (status, word) => {
    expect(jobToWire(sampleRun({ status })).status).toBe(word);
  });

  test('wraps an output and says so in the summary', () => {
    const job = jobToWire(sampleRun({ status: 'completed', output: [1] }));
    expect(job.result).toEqual({ kind: 'value', value: [1] });
    expect(job.result_summary).toEqual({ kind: 'value' });
  });

  test('tells why a job failed, and only then', () => {
    const error = { message: 'no paper' };
    const failed = jobToWire(sampleRun({ status: 'failed', reason: 'error', error }));
    expect(failed).toMatchObject({ failed_reason: 'error', failure_detail: 'no paper', result: null });
    expect(jobToWire(sampleRun({ error }))).toMatchObject({ failed_reason: null, failure_detail: null });
  });

  test('sends null for ids that the older generation would refuse', () => {
    const job = jobToWire(sampleRun({ batchId: 'mine', environmentId: 'staging', createdBy: 'cli' }));
    expect(wireJob.parse(job)).toMatchObject({ batch_id: null, environment_id: null, created_by: null });
  });

  test('a list that leaves out a large config and output still says that there is a result', () => {
    const run = sampleRun({ status: 'completed', config: {}, output: null, omitted: ['config', 'output'] });
    expect(jobListItemToWire(run)).toMatchObject({
      config: { truncated: true },
      result_summary: { kind: 'value' },
    });
  });

  test('shows a run of any kind', () => {
    const job = jobToWire(sampleRun({ kind: 'workflow', target: 'workflow:ship' }));
    expect(wireJob.parse(job)).toMatchObject({ target: 'workflow:ship', name: 'workflow:ship' });
  });
});

test('jobCounts has all five words and loses no run', () => {
  const counts = Object.fromEntries(runStatuses.map((status, index) => [status, 10 ** index]));
  expect(
    jobCounts({ pending: 0, running: 0, waiting: 0, completed: 0, failed: 0, cancelled: 0, ...counts }),
  ).toEqual({
    submitted: 1,
    working: 110,
    completed: 1000,
    failed: 10_000,
    canceled: 100_000,
  });
});

test('a filter for working jobs finds running and waiting runs', () => {
  expect(jobFilterFromQuery({ status: 'working' }).statuses).toEqual(['running', 'waiting']);
});

test('both generations of create fields are read', () => {
  const environment = 'e6a1b9de-0000-4000-8000-000000000000';
  const base = { name: 'a', target: 'task:a' };
  const older = wireCreateJob.parse({ ...base, environment_id: environment });
  const newer = wireCreateJob.parse({
    ...base,
    runtime_target_environment_id: environment,
    branchId: 'extra',
  });
  expect(createRunFromJob(older).environmentId).toBe(environment);
  expect(createRunFromJob(newer).environmentId).toBe(environment);
});
