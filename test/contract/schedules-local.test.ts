import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/lib/json.ts';
import type { Schedule, ScheduleDraft } from '../../src/model/schedule.ts';
import { runEnded } from '../helpers/run-ended.ts';
import type { Stack } from '../helpers/start-stack.ts';
import { serveTasks } from './servers.ts';

let stack: Stack;
let end: () => Promise<void>;
beforeAll(async () => {
  const served = await serveTasks();
  stack = served.stack;
  end = async () => {
    await stack.stop();
    served.remote[Symbol.dispose]();
  };
});
afterAll(() => end());

const plain = { name: 'nightly', target: { kind: 'task', id: 'hello' }, schedule: '30 2 * * *' };

/** A request as anybody may send it. */
async function send(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; json: JsonObject }> {
  const answer = await fetch(`${stack.server.apiUrl}/projects/${stack.executor.project.slug}${path}`, {
    method,
    headers: { authorization: `Bearer ${stack.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, json: (await answer.json()) as JsonObject };
}

async function createRaw(members: JsonObject = {}): Promise<JsonObject> {
  const { status, json } = await send('POST', '/schedules', { ...plain, ...members });
  expect(json).toHaveProperty('schedule');
  expect(status).toBe(201);
  return json['schedule'] as JsonObject;
}

const create = (members: Partial<ScheduleDraft> = {}): Promise<Schedule> =>
  stack.client.schedules.create({ name: 'n', target: 'task:hello', when: '30 2 * * *', ...members });

describe('the documented schedules', () => {
  test('creation answers 201 with the schedule wrapped, reading it answers it as it is', async () => {
    const created = await createRaw();
    expect(created).toMatchObject({
      ...plain,
      timezone: 'UTC',
      status: 'active',
      runtime_target_kind: 'main_branch',
      definition_source: 'manual',
      source_trigger_id: null,
      timeout_seconds: 300,
      backoff_limit: 3,
      concurrency_policy: 'Forbid',
      run_count: 0,
      max_runs: null,
      kind: 'SCHEDULED',
      phase: 'ACTIVE',
      version: 1,
    });
    expect(await send('GET', `/schedules/${created['id']}`)).toEqual({ status: 200, json: created });
  });

  test('both spellings of where it runs are taken', async () => {
    const environment = crypto.randomUUID();
    for (const name of ['environment_id', 'runtime_target_environment_id']) {
      expect(await createRaw({ [name]: environment })).toMatchObject({
        runtime_target_kind: 'environment',
        runtime_target_environment_id: environment,
      });
    }
    expect(await createRaw({ branch_id: environment })).toMatchObject({
      runtime_target_kind: 'preview_branch',
      runtime_target_branch_id: environment,
    });
  });

  test('the list has neither data nor pages, unless pages are asked for', async () => {
    const { id } = await createRaw();
    const { json } = await send('GET', '/schedules');
    expect(Object.keys(json)).toEqual(['schedules', 'source_schedules']);
    expect((json['schedules'] as JsonObject[])[0]).toMatchObject({ id });
    const paged = await send('GET', '/schedules?limit=1');
    expect(paged.json['page_info']).toMatchObject({ next: expect.any(String) });
    const none = await send('GET', '/schedules?source_trigger_id=nightly');
    expect(none.json).toEqual({ schedules: [], source_schedules: [] });
  });

  test('a trigger answers 201 with the run, and the same key the same run', async () => {
    const { id } = await createRaw();
    const body = { idempotency_key: 'schedule-run:1', run_name: 'by hand' };
    const first = await send('POST', `/schedules/${id}/runs`, body);
    expect(first).toMatchObject({ status: 201, json: { schedule_id: id, duplicate: false } });
    expect(first.json['run_execution_id']).toBe(first.json['run_id']);
    const again = await send('POST', `/schedules/${id}/runs`, body);
    expect(again.json).toEqual({ ...first.json, duplicate: true });
    const run = await runEnded(stack.executor, String(first.json['run_id']));
    expect(run).toMatchObject({ name: 'by hand', scheduleId: id });
  });

  test('requests that need no body may announce JSON and have none', async () => {
    const { id } = await createRaw();
    expect((await send('POST', `/schedules/${id}/runs`)).status).toBe(201);
    expect((await send('POST', `/schedules/${id}/pause`)).status).toBe(200);
    expect((await send('POST', `/schedules/${id}/resume`)).status).toBe(200);
    expect((await send('POST', `/schedules/${id}/cancel`)).status).toBe(200);
    expect((await send('DELETE', `/schedules/${id}`)).json).toMatchObject({ id, status: 'deleting' });
  });

  test.each([
    ['an instant', '2099-01-01T08:00:00+01:00', {}, 'ONE_OFF'],
    ['a number of runs', '0 8 1 1 *', { max_runs: 1 }, 'SCHEDULED'],
    ['an interval', 'PT15M', {}, 'RECURRING'],
  ])('%s is a schedule as well, its text kept as it is', async (_, schedule, members, kind) => {
    expect(await createRaw({ schedule, ...members })).toMatchObject({ schedule, kind, ...members });
  });
});

describe('what is wrong', () => {
  test('with a cron is told with its field and the characters that are meant', async () => {
    const { status, json } = await send('POST', '/schedules', { ...plain, schedule: '30 25 * * *' });
    expect(status).toBe(400);
    expect(json).toMatchObject({
      code: 'invalid',
      detail: json['message'],
      errors: [{ member: 'schedule', field: 'hour', position: 3, end: 5 }],
    });
  });

  test.each([
    ['name', 'n'.repeat(256)],
    ['schedule', `${'0,'.repeat(124)}00 * * * *`],
    ['timezone', 'z'.repeat(129)],
  ])('with a %s longer than the contract allows is refused, also in a change', async (member, text) => {
    const { id } = await createRaw();
    for (const asked of [
      send('POST', '/schedules', { ...plain, [member]: text }),
      send('PATCH', `/schedules/${id}`, { [member]: text }),
    ]) {
      expect(await asked).toMatchObject({ status: 400, json: { errors: [{ member }] } });
    }
  });

  test('with a target in one word is told with the form that it has here', async () => {
    const { json } = await send('POST', '/schedules', { ...plain, target: 'task:hello' });
    expect(json['detail']).toBe('target must be an object, such as {"kind": "task", "id": "reports/weekly"}');
  });

  test('is told of all members at once, as the wire names them', async () => {
    const body = { ...plain, timeout_seconds: 0, jitter_seconds: -1, start_at: 'soon' };
    const { status, json } = await send('POST', '/schedules', body);
    expect(status).toBe(400);
    const members = (json['errors'] as JsonObject[]).map(({ member }) => member);
    expect(members.toSorted()).toEqual(['jitter_seconds', 'start_at', 'timeout_seconds']);
  });

  test('reaches a client in the words of the model', async () => {
    const refused = create({ when: '0 0 * * FUN' });
    await expect(refused).rejects.toMatchObject({
      kind: 'invalid',
      problems: [{ member: 'when', field: 'weekday', from: 8, to: 11 }],
    });
  });

  test('a change from an older version carries the version that there is now', async () => {
    const schedule = await create();
    const first = await stack.client.schedules.update(schedule, { note: 'first' });
    const path = `/schedules/${schedule.id}`;
    const late = await send('PATCH', path, { note: 'second', if_version: schedule.version });
    expect(late).toMatchObject({ status: 409, json: { code: 'conflict', current_version: first.version } });
    await expect(stack.client.schedules.update(schedule, { note: 'x' })).rejects.toMatchObject({
      kind: 'conflict',
      currentVersion: first.version,
      message: expect.stringContaining('none → first'),
    });
    expect(await stack.client.schedules.get(schedule.id)).toEqual(first);
    const cron = await send('PATCH', `/cron-jobs/${schedule.id}`, { name: 'x', if_version: 1 });
    expect(cron.status).toBe(409);
  });

  test('a token that only reads changes nothing', async () => {
    const reader = stack.connect({ token: stack.readOnlyToken });
    const schedule = await create();
    expect(await reader.schedules.get(schedule.id)).toEqual(schedule);
    const onlyReads = { kind: 'unsupported', message: expect.stringContaining('only reads') };
    await expect(reader.schedules.update(schedule, { note: 'x' })).rejects.toMatchObject(onlyReads);
    await expect(reader.schedules.pause(schedule)).rejects.toMatchObject(onlyReads);
    await expect(reader.schedules.trigger(schedule, 'k')).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(reader.schedules.create({ ...schedule, when: '0 0 * * *' } as never)).rejects.toMatchObject({
      kind: expect.stringMatching(/forbidden|unsupported/),
    });
    expect(await stack.client.schedules.get(schedule.id)).toEqual(schedule);
  });
});

describe('what the local server adds', () => {
  const everything = {
    kind: 'ongoing',
    when: 'PT5M',
    timezone: 'Europe/Stockholm',
    missedPolicy: 'latest',
    missedMaxAgeSeconds: 3600,
    jitterSeconds: 30,
    startAt: '2098-12-31T00:00:00.000Z',
    endAt: '2099-12-31T00:00:00.000Z',
    maxRuns: 9,
    maxStalenessSeconds: 7200,
    until: 'output.left == 0',
    note: 'ask Anna',
  } as const satisfies Partial<ScheduleDraft>;

  test('every setting goes there and back, and null clears what may be without', async () => {
    const before = await create({ name: 'first' });
    const schedule = await create({ ...everything, dependsOn: [before.id] });
    expect(schedule).toMatchObject({ ...everything, dependsOn: [before.id], phase: 'blocked' });
    const cleared = { startAt: null, endAt: null, maxRuns: null, note: null, maxStalenessSeconds: null };
    const changed = await stack.client.schedules.update(schedule, { ...cleared, dependsOn: [] });
    expect(changed).toMatchObject({ ...everything, ...cleared, dependsOn: [] });
    expect(changed.version).toBe((schedule.version ?? 0) + 1);
  });

  test('a pause has a reason and an end; what resuming starts is told before', async () => {
    const { schedules } = stack.client;
    const schedule = await create({ when: '* * * * *', missedPolicy: 'all' });
    const until = '2099-01-01T00:00:00.000Z';
    const paused = await schedules.pause(schedule, { reason: 'the bank', until });
    expect(paused).toMatchObject({ status: 'paused', pausedReason: 'the bank', pausedUntil: until });
    expect(await schedules.previewResume(paused, 'skip')).toMatchObject({ startsNow: [] });
    expect(await schedules.resume(paused, 'skip')).toMatchObject({ status: 'active', pausedReason: null });
  });

  test('what was deleted can be brought back as it was; what was cancelled cannot', async () => {
    const { schedules } = stack.client;
    const schedule = await create({ note: 'kept' });
    const removed = await schedules.remove(schedule);
    expect(removed).toMatchObject({ status: 'deleting', phase: 'archived' });
    expect(await schedules.restore(schedule)).toMatchObject({ status: 'active', note: 'kept' });
    const cancelled = await schedules.cancel(schedule);
    expect(cancelled).toMatchObject({ status: 'paused', phase: 'cancelled' });
    await expect(schedules.resume(cancelled)).rejects.toMatchObject({ kind: 'conflict' });
  });

  test('who did what stands on the record', async () => {
    const anna = stack.connect({ actor: 'anna' });
    const schedule = await anna.schedules.create({ name: 'a', target: 'task:hello', when: '0 0 * * *' });
    await anna.schedules.pause(schedule, { reason: 'later' });
    const events = await anna.schedules.events(schedule.id, 0, 10);
    expect(events.map(({ type, message }) => [type, message])).toEqual([
      ['schedule.created', expect.stringContaining('Created by anna')],
      ['schedule.paused', 'Paused by anna: later'],
    ]);
    expect(await anna.schedules.events(schedule.id, events[0]?.id ?? 0, 10)).toEqual(events.slice(1));
  });

  test('a proposed schedule is reckoned, whatever is wrong with it', async () => {
    const { schedules } = stack.client;
    const from = '2027-03-27T12:00:00.000Z';
    const draft = { when: '30 2 * * *', timezone: 'Europe/Stockholm' };
    const times = await schedules.preview({ draft, from, count: 2 });
    expect(times).toMatchObject({ problems: [], neverFires: false, shortestGapSeconds: expect.any(Number) });
    expect(times.fires).toHaveLength(2);
    expect(times.clockChanges.map(({ kind, wallTime }) => [kind, wallTime])).toContainEqual([
      'skipped',
      '2027-03-28T02:30',
    ]);
    const wrong = await schedules.preview({ draft: { when: '61 * * * *' } });
    expect(wrong.problems).toMatchObject([{ member: 'when', field: 'minute', from: 0, to: 2 }]);
  });

  test('the next fires of a stored one are told', async () => {
    const { id, nextFireAt } = await create();
    const { status, json } = await send('GET', `/schedules/${id}/next?count=3`);
    expect(status).toBe(200);
    expect(json['fires']).toHaveLength(3);
    expect((json['fires'] as string[])[0]).toBe(nextFireAt);
  });

  test('a backfill is told before it is made, and makes each slot once', async () => {
    const { schedules, runs } = stack.client;
    const schedule = await create({ when: '0 * * * *' });
    const range = { from: '2026-01-01T00:00:00Z', to: '2026-01-01T03:00:00Z' };
    const told = await schedules.backfill(schedule, { ...range, dryRun: true });
    expect(told).toMatchObject({ alreadyFired: 0, runIds: [], batchId: null });
    expect(told.slots).toHaveLength(3);
    const made = await schedules.backfill(schedule, { ...range, dryRun: false });
    expect(made.runIds).toHaveLength(3);
    const again = await schedules.backfill(schedule, { ...range, dryRun: true });
    expect(again).toMatchObject({ slots: [], alreadyFired: 3 });
    const run = await runs.get(made.runIds[0] ?? '');
    expect(run).toMatchObject({ slot: '2026-01-01T00:00:00.000Z', batchId: made.batchId });
    const page = await schedules.slots(schedule.id, { limit: 2 });
    const rest = await schedules.slots(schedule.id, { limit: 2, cursor: page.nextCursor ?? '' });
    expect([...page.items, ...rest.items].map(({ at, cause }) => [at, cause])).toEqual([
      ['2026-01-01T02:00:00.000Z', 'backfill'],
      ['2026-01-01T01:00:00.000Z', 'backfill'],
      ['2026-01-01T00:00:00.000Z', 'backfill'],
    ]);
  });
});

test('the older generation knows no schedule without a cron', async () => {
  const once = await create({ kind: 'one-off', when: '2099-01-01T00:00:00Z' });
  for (const [method, path] of [
    ['GET', ''],
    ['DELETE', ''],
    ['POST', '/trigger'],
  ] as const) {
    expect((await send(method, `/cron-jobs/${once.id}${path}`)).status).toBe(404);
  }
  expect((await stack.client.schedules.get(once.id)).status).toBe('active');
});

test('nothing of this was a bug of the server', () => {
  expect(stack.bugs).toEqual([]);
});
