import '../helpers/quiet-sdk.ts';
import { VeryfrontJobsClient } from 'veryfront-jobs/jobs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RemoteTasks } from '../helpers/remote-task.ts';
import { runEnded, runIs } from '../helpers/run-ended.ts';
import type { Stack } from '../helpers/start-stack.ts';
import { serveTasks } from './servers.ts';

let stack: Stack;
let remote: RemoteTasks;
beforeAll(async () => {
  ({ stack, remote } = await serveTasks());
});
afterAll(async () => {
  await stack.stop();
  remote[Symbol.dispose]();
});

// Judges of the older generation: the published SDK, unmodified. It parses every answer with its own schemas.
describe.each([
  ['an API URL as it is', ''],
  ['an API URL with a slash at the end', '/'],
])('veryfront/jobs with %s', (_, ending) => {
  let jobs: VeryfrontJobsClient;
  beforeAll(() => {
    jobs = new VeryfrontJobsClient({
      apiUrl: stack.server.apiUrl + ending,
      authToken: stack.token,
      projectReference: stack.executor.project.slug,
      retry: { maxRetries: 0 },
    });
  });

  const hello = { name: 'Greet', target: 'task:hello', config: { who: 'sdk' } };

  test('creates a job and gets it when it has completed', async () => {
    const created = await jobs.create({ ...hello, timeoutSeconds: 9, backoffLimit: 0 });
    expect(created).toMatchObject({
      name: 'Greet',
      target: 'task:hello',
      project_id: stack.executor.project.id,
      config: { who: 'sdk' },
      timeout_seconds: 9,
      backoff_limit: 0,
    });
    await runEnded(stack.executor, created.id);
    expect(await jobs.get(created.id)).toMatchObject({
      id: created.id,
      status: 'completed',
      exit_code: 0,
      result: { kind: 'value', value: { greeted: 'sdk' } },
      result_summary: { kind: 'value' },
    });
  });

  test('takes the documented defaults', async () => {
    expect(await jobs.create(hello)).toMatchObject({ timeout_seconds: 300, backoff_limit: 3 });
  });

  test('sees why a job failed', async () => {
    const { id } = await jobs.create({ name: 'Fail', target: 'task:fails', backoffLimit: 0 });
    await runEnded(stack.executor, id);
    const job = await jobs.get(id);
    expect(job).toMatchObject({ status: 'failed', failed_reason: 'error', result: null });
    expect(job.failure_detail).toContain('no paper');
  });

  test('lists with every filter, page by page', async () => {
    const batchId = crypto.randomUUID();
    const environmentId = crypto.randomUUID();
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) {
      const { id } = await jobs.create({ ...hello, batchId, environmentId });
      await runEnded(stack.executor, id);
      ids.unshift(id);
    }
    const filter = { batchId, environmentId, status: 'completed' } as const;
    const first = await jobs.list({ ...filter, limit: 2 });
    const second = await jobs.list({ ...filter, limit: 2, cursor: first.page_info.next ?? '' });
    expect([...first.data, ...second.data].map((job) => job.id)).toEqual(ids);
    expect(second.page_info.next).toBeNull();
    expect((await jobs.list({ ...filter, status: 'canceled' })).data).toEqual([]);
    expect((await jobs.list({ cronJobId: crypto.randomUUID() })).data).toEqual([]);
    expect((await jobs.list()).data.length).toBeGreaterThanOrEqual(3);
  });

  test('reads events newest first by default, forward on request, and by cursor', async () => {
    const { id } = await jobs.create(hello);
    await runEnded(stack.executor, id);
    const newestFirst = await jobs.events(id);
    expect(newestFirst.entries.map((entry) => entry.metadata?.['event_type'])).toEqual([
      'run.completed',
      'run.started',
      'run.accepted',
    ]);
    expect(newestFirst.next_cursor).toBeNull();
    const first = await jobs.events(id, { direction: 'forward', limit: 2 });
    const rest = await jobs.events(id, { direction: 'forward', cursor: first.next_cursor ?? '' });
    expect([...first.entries, ...rest.entries]).toEqual([...newestFirst.entries].reverse());
    expect(rest.next_cursor).toBeNull();
    const newest = await jobs.events(id, { limit: 1 });
    const older = await jobs.events(id, { cursor: newest.next_cursor ?? '' });
    expect([...newest.entries, ...older.entries]).toEqual(newestFirst.entries);
  });

  test('reads the log as text', async () => {
    const { id } = await jobs.create(hello);
    await runEnded(stack.executor, id);
    const { logs } = await jobs.logs(id);
    expect(logs).toContain('hello sdk\n');
    expect(logs).toContain('careful\n');
  });

  test('cancels a job that works, and gets one that has ended unchanged', async () => {
    const { id } = await jobs.create({ name: 'Wait', target: 'task:remote' });
    const attempt = await remote.next();
    await runIs(stack.executor, id, 'running');
    expect((await jobs.get(id)).status).toBe('working');
    await jobs.cancel(id);
    await attempt.gone;
    await runEnded(stack.executor, id);
    const ended = await jobs.get(id);
    expect(ended).toMatchObject({ status: 'canceled', result: null });
    expect(await jobs.cancel(id)).toEqual(ended);
  });

  test('reads a batch and its jobs', async () => {
    const batchId = crypto.randomUUID();
    const good = await jobs.create({ ...hello, batchId });
    const bad = await jobs.create({ name: 'Fail', target: 'task:fails', batchId, backoffLimit: 0 });
    await Promise.all([good, bad].map(({ id }) => runEnded(stack.executor, id)));
    expect(await jobs.batches.get(batchId)).toMatchObject({
      id: batchId,
      project_id: stack.executor.project.id,
      target: null,
      job_count: 2,
      status_counts: { submitted: 0, working: 0, completed: 1, failed: 1, canceled: 0 },
      result: null,
    });
    const { data } = await jobs.batches.listJobs(batchId);
    expect(data.map((job) => job.id)).toEqual([bad.id, good.id]);
    const failed = await jobs.batches.listJobs(batchId, { status: 'failed', limit: 1 });
    expect(failed.data.map((job) => job.id)).toEqual([bad.id]);
  });

  test('lists targets and gets one with a slash in its name', async () => {
    const { data, reserved_families: families } = await jobs.targets.list();
    expect(families).toEqual(['task:*', 'workflow:*', 'deploy:*']);
    expect(data.map((target) => target.target)).toContain('task:reports/weekly');
    expect(await jobs.targets.get('task:reports/weekly')).toMatchObject({
      target: 'task:reports/weekly',
      family: 'task',
      output_schema: null,
    });
  });

  test.each([
    ['an unknown job', () => jobs.get(crypto.randomUUID()), 404],
    ['an unknown target', () => jobs.create({ name: 'x', target: 'task:none' }), 404],
    ['a limit out of range', () => jobs.list({ limit: 101 }), 400],
    ['an unknown project', () => jobs.list({ projectReference: 'p/2' }), 404],
  ])('is told its mistake at once: %s', async (__, call, status) => {
    await expect(call()).rejects.toMatchObject({ status });
  });

  test('is refused with another token', async () => {
    const other = new VeryfrontJobsClient({
      apiUrl: stack.server.apiUrl,
      authToken: 'wrong',
      projectReference: 'test-project',
    });
    await expect(other.list()).rejects.toMatchObject({ status: 401 });
  });
});
