import '../helpers/quiet-sdk.ts';
import { VeryfrontJobsClient } from 'veryfront-jobs/jobs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runEnded } from '../helpers/run-ended.ts';
import type { Stack } from '../helpers/start-stack.ts';
import { serveTasks } from './servers.ts';

let stack: Stack;
let cron: VeryfrontJobsClient['cron'];
let jobs: VeryfrontJobsClient;
let end: () => Promise<void>;
beforeAll(async () => {
  const served = await serveTasks();
  stack = served.stack;
  jobs = new VeryfrontJobsClient({
    apiUrl: stack.server.apiUrl,
    authToken: stack.token,
    projectReference: stack.executor.project.slug,
    retry: { maxRetries: 0 },
  });
  cron = jobs.cron;
  end = async () => {
    await stack.stop();
    served.remote[Symbol.dispose]();
  };
});
afterAll(() => end());

const hello = { name: 'Greet', target: 'task:hello', schedule: '0 3 * * *', config: { who: 'sdk' } };

// Judges of the older generation: the published SDK, unmodified. It parses every answer with its own schemas.
describe('cron jobs through veryfront/jobs', () => {
  test('are created with the documented defaults', async () => {
    expect(await cron.create(hello)).toMatchObject({
      ...hello,
      project_id: stack.executor.project.id,
      timezone: 'UTC',
      status: 'active',
      timeout_seconds: 300,
      backoff_limit: 3,
      concurrency_policy: 'Forbid',
      last_scheduled_at: null,
      last_successful_at: null,
      environment_id: null,
    });
  });

  test('are created with everything that the SDK can say', async () => {
    const environmentId = crypto.randomUUID();
    const created = await cron.create({
      ...hello,
      environmentId,
      timezone: 'America/New_York',
      timeoutSeconds: 60,
      backoffLimit: 0,
      concurrencyPolicy: 'Allow',
    });
    expect(created).toMatchObject({
      environment_id: environmentId,
      timezone: 'America/New_York',
      timeout_seconds: 60,
      backoff_limit: 0,
      concurrency_policy: 'Allow',
    });
    expect(await cron.get(created.id)).toEqual(created);
  });

  test('are listed page by page, by status and by environment; schedules without a cron are not', async () => {
    const environmentId = crypto.randomUUID();
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) ids.unshift((await cron.create({ ...hello, environmentId })).id);
    await stack.client.schedules.create({
      name: 'once',
      target: 'task:hello',
      kind: 'one-off',
      when: '2099-01-01T00:00:00Z',
      environmentId,
    });
    const first = await cron.list({ environmentId, limit: 2 });
    const second = await cron.list({ environmentId, limit: 2, cursor: first.page_info.next ?? '' });
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids);
    expect(second.page_info.next).toBeNull();
    await cron.update(ids[0] ?? '', { status: 'paused' });
    const paused = await cron.list({ environmentId, status: 'paused' });
    expect(paused.data.map(({ id }) => id)).toEqual([ids[0]]);
  });

  test('are changed: a config takes the place of the one before', async () => {
    const { id } = await cron.create(hello);
    const changed = await cron.update(id, {
      name: 'Salute',
      schedule: '*/5 * * * *',
      timezone: 'Asia/Kolkata',
      config: { other: 1 },
      timeoutSeconds: 9,
      backoffLimit: 1,
      concurrencyPolicy: 'Replace',
    });
    expect(changed).toMatchObject({
      name: 'Salute',
      schedule: '*/5 * * * *',
      timezone: 'Asia/Kolkata',
      config: { other: 1 },
      timeout_seconds: 9,
      backoff_limit: 1,
      concurrency_policy: 'Replace',
    });
    expect(changed.config).toEqual({ other: 1 });
    expect(await cron.get(id)).toEqual(changed);
  });

  test('are paused and resumed by their status', async () => {
    const { id } = await cron.create(hello);
    expect((await cron.update(id, { status: 'paused' })).status).toBe('paused');
    expect((await cron.update(id, { status: 'active' })).status).toBe('active');
  });

  test('are deleted: answered as deleting, listed no more, their jobs stay', async () => {
    const { id } = await cron.create(hello);
    const job = await cron.trigger(id);
    await runEnded(stack.executor, job.id);
    expect(await cron.delete(id)).toMatchObject({ id, status: 'deleting' });
    expect((await cron.list({ limit: 100 })).data.map((each) => each.id)).not.toContain(id);
    expect((await cron.list({ limit: 100, status: 'deleting' })).data.map((each) => each.id)).toContain(id);
    expect((await cron.get(id)).status).toBe('deleting');
    expect((await jobs.get(job.id)).cron_job_id).toBe(id);
    await expect(cron.trigger(id)).rejects.toMatchObject({ status: 409 });
  });

  test('are triggered, paused ones as well: the job names them, and is found by them', async () => {
    const { id } = await cron.create({ ...hello, schedule: '0 0 29 2 *' });
    await cron.update(id, { status: 'paused' });
    const job = await cron.trigger(id);
    expect(job).toMatchObject({ name: 'Greet (manual)', cron_job_id: id, target: 'task:hello' });
    await runEnded(stack.executor, job.id);
    expect(await jobs.get(job.id)).toMatchObject({
      status: 'completed',
      result: { kind: 'value', value: { greeted: 'sdk' } },
    });
    const { data } = await jobs.list({ cronJobId: id });
    expect(data.map((each) => each.id)).toEqual([job.id]);
  });

  test.each([
    ['an unknown cron job', () => cron.get(crypto.randomUUID()), 404],
    ['an unknown target', () => cron.create({ ...hello, target: 'task:none' }), 400],
    ['a cron with seconds', () => cron.create({ ...hello, schedule: '0 0 3 * * *' }), 400],
    ['an unknown zone', () => cron.create({ ...hello, timezone: 'Europe/Atlantis' }), 400],
    ['a timeout of nothing', () => cron.create({ ...hello, timeoutSeconds: 0 }), 400],
    ['a limit out of range', () => cron.list({ limit: 101 }), 400],
  ])('tell a mistake at once: %s', async (__, call, status) => {
    await expect(call()).rejects.toMatchObject({ status });
  });
});

test('nothing of this was a bug of the server', () => {
  expect(stack.bugs).toEqual([]);
});
