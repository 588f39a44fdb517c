import { describe, expect, test } from 'vitest';
import { createClient } from '../../src/client/create-client.ts';
import {
  type ScheduleApiOptions,
  startScheduleApi,
  wireCronJobOf,
  wireScheduleOf,
} from '../helpers/schedule-api.ts';

async function serve(options: ScheduleApiOptions) {
  const api = await startScheduleApi(options);
  const client = createClient({ apiUrl: api.apiUrl, token: 't', project: 'acme' });
  return {
    client,
    changes: api.changes,
    async [Symbol.asyncDispose]() {
      await client.close();
      await api[Symbol.asyncDispose]();
    },
  };
}

async function first(client: { schedules: { list(): Promise<readonly unknown[]> } }) {
  const [schedule] = await client.schedules.list();
  return schedule as Awaited<ReturnType<ReturnType<typeof createClient>['schedules']['get']>>;
}

describe('a server with schedules', () => {
  test('tells them as they are, and leaves open what it does not tell', async () => {
    const more = {
      health: { maxStalenessSeconds: 3600 },
      paused_reason: 'Stripe',
      last_failure_at: '2026-11-22T11:00:00.000Z',
    };
    await using api = await serve({ schedules: [wireScheduleOf(1), wireScheduleOf(2, more)] });
    const [plain, full] = await api.client.schedules.list();
    expect(plain).toMatchObject({
      name: 'schedule-1',
      target: 'task:hello',
      when: '*/15 * * * *',
      concurrencyPolicy: 'Forbid',
      nextFireAt: null,
      missedFires: null,
      maxStalenessSeconds: null,
      lastFailure: null,
      generation: 'schedules',
    });
    expect(full).toMatchObject({
      maxStalenessSeconds: 3600,
      pausedReason: 'Stripe',
      lastFailure: { at: '2026-11-22T11:00:00.000Z', runId: null },
    });
    expect(await api.client.schedules.get(plain?.id ?? '')).toEqual(plain);
  });

  test('what is no time is not known', async () => {
    const none = {
      last_scheduled_at: 'soon',
      last_successful_at: '',
      next_run_at: 'never',
      completed_at: '?',
    };
    await using api = await serve({ schedules: [wireScheduleOf(1, none)] });
    const [schedule] = await api.client.schedules.list();
    const unknown = { lastFireAt: null, lastSuccessAt: null, nextFireAt: null, completedAt: null };
    expect(schedule).toMatchObject(unknown);
  });

  test('a trigger carries a key: the same key is the same run', async () => {
    await using api = await serve({ schedules: [wireScheduleOf(1)] });
    const schedule = await first(api.client);
    const once = await api.client.schedules.trigger(schedule, 'key-1');
    expect(await api.client.schedules.trigger(schedule, 'key-1')).toEqual(once);
    expect(await api.client.schedules.trigger(schedule, 'key-2')).not.toEqual(once);
    expect(api.changes[0]).toBe(
      `POST /projects/acme/schedules/${schedule.id}/runs {"idempotency_key":"key-1"}`,
    );
  });

  test('does not document how to pause one: that is said before anything is sent', async () => {
    await using api = await serve({ schedules: [wireScheduleOf(1)] });
    await expect(api.client.schedules.pause(await first(api.client))).rejects.toMatchObject({
      kind: 'unsupported',
      message: expect.stringContaining('no call that pauses a schedule'),
    });
    expect(api.changes).toEqual([]);
  });

  test('may offer it all the same; what is defined in a file stays as it is there', async () => {
    const inFile = wireScheduleOf(2, { definition_source: 'source', source_path: 'schedules/nightly.ts' });
    await using api = await serve({ schedules: [wireScheduleOf(1), inFile], editable: true });
    const [manual, defined] = await api.client.schedules.list();
    if (manual === undefined || defined === undefined) throw new Error('two schedules were served');
    expect(await api.client.schedules.pause(manual)).toMatchObject({ status: 'paused' });
    expect(await api.client.schedules.resume(manual)).toMatchObject({ status: 'active' });
    await expect(api.client.schedules.pause(defined)).rejects.toThrow('defined in schedules/nightly.ts');
  });
});

describe('a server with cron jobs only', () => {
  test('all pages are read, in the same words', async () => {
    await using api = await serve({ cronJobs: [wireCronJobOf(1), wireCronJobOf(2), wireCronJobOf(3)] });
    const listed = await api.client.schedules.list();
    expect(listed.map(({ name, target, generation }) => [name, target, generation])).toEqual([
      ['schedule-1', 'task:hello', 'cron-jobs'],
      ['schedule-2', 'task:hello', 'cron-jobs'],
      ['schedule-3', 'task:hello', 'cron-jobs'],
    ]);
    expect(await api.client.schedules.get(listed[1]?.id ?? '')).toEqual(listed[1]);
  });

  test('are paused and resumed as that generation documents it, and triggered', async () => {
    await using api = await serve({ cronJobs: [wireCronJobOf(1)] });
    const schedule = await first(api.client);
    expect(await api.client.schedules.pause(schedule)).toMatchObject({ status: 'paused' });
    expect(await api.client.schedules.resume(schedule)).toMatchObject({ status: 'active' });
    expect((await api.client.schedules.trigger(schedule, 'key')).runId).toBe(
      '00000000-0000-4000-8000-0000000000aa',
    );
    expect(api.changes).toEqual([
      `PATCH /projects/acme/cron-jobs/${schedule.id} {"status":"paused"}`,
      `PATCH /projects/acme/cron-jobs/${schedule.id} {"status":"active"}`,
      `POST /projects/acme/cron-jobs/${schedule.id}/trigger {}`,
    ]);
  });
});
