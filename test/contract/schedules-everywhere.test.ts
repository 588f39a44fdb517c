import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Schedule, ScheduleDraft } from '../../src/model/schedule.ts';
import { runEnded } from '../helpers/run-ended.ts';
import { type Served, scheduleServers } from './servers.ts';

// The same client against every kind of server: what one of them cannot keep is refused by name, never dropped.
describe.each(scheduleServers)('schedules on %s', (_, serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served[Symbol.asyncDispose]());

  const draft: ScheduleDraft = {
    name: 'nightly',
    target: 'task:hello',
    when: '30  2 * * MON-FRI',
    timezone: 'Europe/Stockholm',
    config: { who: 'night' },
    timeoutSeconds: 60,
    backoffLimit: 0,
    concurrencyPolicy: 'Replace',
  };
  const create = (members: Partial<ScheduleDraft> = {}): Promise<Schedule> =>
    served.client.schedules.create({ ...draft, ...members });
  const stored = (id: string) => served.stack.executor.schedules.get(id);

  test('one is created with everything that was asked for, the text as it was typed', async () => {
    const created = await create();
    expect(created).toMatchObject({ ...draft, status: 'active', generation: served.generation });
    expect(stored(created.id)).toMatchObject(draft);
    expect(await served.client.schedules.get(created.id)).toEqual(created);
    expect(await served.client.schedules.list()).toContainEqual(created);
  });

  test('takes the documented defaults', async () => {
    const { id } = await served.client.schedules.create({
      name: 'plain',
      target: 'task:hello',
      when: '0 7 * * *',
    });
    expect(await served.client.schedules.get(id)).toMatchObject({
      timezone: 'UTC',
      timeoutSeconds: 300,
      backoffLimit: 3,
      concurrencyPolicy: 'Forbid',
      config: {},
      kind: 'scheduled',
    });
  });

  test('is told what is wrong with it', async () => {
    const refused = create({ when: '99 2 * * *' });
    await expect(refused).rejects.toMatchObject({ kind: 'invalid' });
    await expect(create({ target: 'task:none' })).rejects.toThrow('none');
  });

  test('is triggered, and its runs are found by it', async () => {
    const schedule = await create();
    const { runId } = await served.client.schedules.trigger(schedule, 'key');
    const run = await runEnded(served.stack.executor, runId);
    expect(run).toMatchObject({
      scheduleId: schedule.id,
      name: 'nightly (manual)',
      triggerKind: 'manual',
      output: { greeted: 'night' },
      slot: null,
    });
    const { items } = await served.client.runs.list({ scheduleId: schedule.id }, { limit: 10 });
    expect(items.map(({ id }) => id)).toEqual([runId]);
  });

  test('a key makes a second request the first run, where the server takes one', async () => {
    if (served.generation === 'cron-jobs') return;
    const schedule = await create();
    const once = await served.client.schedules.trigger(schedule, 'same');
    expect(await served.client.schedules.trigger(schedule, 'same')).toEqual(once);
  });

  test.each<[string, Partial<ScheduleDraft>]>([
    ['missed_policy', { missedPolicy: 'all' }],
    ['jitter_seconds', { jitterSeconds: 60 }],
    ['note', { note: 'for accounting' }],
    ['kind', { kind: 'one-off', when: '2099-01-01T00:00:00Z' }],
    ['health.maxStalenessSeconds', { maxStalenessSeconds: 3600 }],
    ['depends_on', { dependsOn: ['0198c0de-0000-7000-8000-00000000f001'] }],
    ['start_at', { startAt: '2099-01-01T00:00:00Z' }],
  ])('where there is no %s it is refused by name, and nothing is sent', async (name, members) => {
    if (!served.documentedOnly) return;
    const before = served.stack.executor.schedules.list({}, { limit: 1000 }).items.length;
    await expect(create(members)).rejects.toMatchObject({
      kind: 'unsupported',
      message: expect.stringContaining(`This server cannot keep ${name}`),
    });
    expect(served.stack.executor.schedules.list({}, { limit: 1000 }).items).toHaveLength(before);
  });

  test('what can be changed is changed, and nothing else', async () => {
    const schedule = await create();
    const change = { name: 'morning', when: '0 6 * * *', config: { who: 'morning' } };
    const changed = served.client.schedules.update(schedule, change);
    if (served.documentedOnly && served.generation === 'schedules') {
      await expect(changed).rejects.toMatchObject({ kind: 'unsupported' });
      return expect(stored(schedule.id)).toMatchObject(draft);
    }
    expect(await changed).toMatchObject({ ...draft, ...change });
    expect(stored(schedule.id)).toMatchObject({ ...draft, ...change });
  });

  test('a change of somebody else is not overwritten', async () => {
    if (served.documentedOnly && served.generation === 'schedules') return;
    const schedule = await create();
    await served.stack.executor.schedules.update(schedule.id, { timezone: 'UTC' }, 'anna', null);
    await expect(served.client.schedules.update(schedule, { name: 'mine' })).rejects.toMatchObject({
      kind: 'conflict',
    });
    expect(stored(schedule.id)).toMatchObject({ name: 'nightly', timezone: 'UTC' });
  });

  test('is paused, resumed and deleted where the server has a call for it', async () => {
    const { schedules } = served.client;
    const schedule = await create();
    if (served.documentedOnly && served.generation === 'schedules') {
      await expect(schedules.pause(schedule)).rejects.toMatchObject({ kind: 'unsupported' });
      await expect(schedules.remove(schedule)).rejects.toMatchObject({ kind: 'unsupported' });
      return;
    }
    expect(await schedules.pause(schedule)).toMatchObject({ status: 'paused' });
    const resumed = await schedules.resume(schedule);
    expect(resumed).toMatchObject({ status: 'active' });
    expect(await schedules.remove(resumed)).toMatchObject({ status: 'deleting' });
    const ids = (await schedules.list()).map(({ id }) => id);
    expect(ids).not.toContain(schedule.id);
  });

  test('a reason for a pause is kept, or refused', async () => {
    if (served.documentedOnly && served.generation === 'schedules') return;
    const schedule = await create();
    const paused = served.client.schedules.pause(schedule, { reason: 'Stripe' });
    if (!served.documentedOnly) return expect(await paused).toMatchObject({ pausedReason: 'Stripe' });
    await expect(paused).rejects.toThrow('paused_reason');
    return expect(stored(schedule.id).status).toBe('active');
  });
});
