import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client/client.ts';
import type { RemoteTasks } from '../helpers/remote-task.ts';
import { runEnded, runIs } from '../helpers/run-ended.ts';
import type { Stack } from '../helpers/start-stack.ts';
import { startWatchLog } from '../helpers/watch-log.ts';
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

describe('a token that only reads', () => {
  let reader: Client;
  let runId: string;
  let scheduleId: string;
  beforeAll(async () => {
    reader = stack.connect({ token: stack.readOnlyToken });
    runId = (await stack.client.runs.create({ target: 'task:hello' })).id;
    await runEnded(stack.executor, runId);
    const draft = { name: 's', target: 'task:hello', when: '0 3 * * *' };
    scheduleId = (await stack.client.schedules.create(draft)).id;
  });

  test('sees everything', async () => {
    expect((await reader.runs.get(runId)).output).toEqual({});
    expect((await reader.runs.list({}, {})).items).toHaveLength(1);
    expect((await reader.runs.log(runId, 0, 1024)).totalBytes).toBeGreaterThan(0);
    expect((await reader.runs.events(runId, 0, 10)).length).toBeGreaterThan(0);
    expect((await reader.targets.list()).length).toBeGreaterThan(0);
  });

  test.each<[string, (client: Client) => Promise<unknown>]>([
    ['create', (client) => client.runs.create({ target: 'task:hello' })],
    ['cancel', (client) => client.runs.cancel(runId)],
    ['retry', (client) => client.runs.retry(runId)],
    ['complete', (client) => client.runs.complete(runId, { status: 'failed' })],
    ['resume', (client) => client.runs.resume(runId, { id: 'a', type: 'approval', result: true })],
  ])('may not %s', async (_, act) => {
    const before = stack.executor.countRuns({});
    await expect(act(reader)).rejects.toMatchObject({
      kind: 'forbidden',
      message: 'The token only reads: POST changes something',
    });
    expect(stack.executor.countRuns({})).toEqual(before);
  });

  test.each([
    ['POST', '/schedules'],
    ['PATCH', '/schedules/:id'],
    ['DELETE', '/schedules/:id'],
    ['POST', '/schedules/:id/pause'],
    ['POST', '/schedules/:id/resume'],
    ['POST', '/schedules/:id/cancel'],
    ['POST', '/schedules/:id/runs'],
    ['POST', '/schedules/:id/backfill'],
    ['POST', '/cron-jobs'],
    ['PATCH', '/cron-jobs/:id'],
    ['DELETE', '/cron-jobs/:id'],
    ['POST', '/cron-jobs/:id/trigger'],
  ])('may not %s %s', async (method, path) => {
    const { apiUrl } = stack.server;
    const url = `${apiUrl}/projects/${stack.executor.project.slug}${path.replace(':id', scheduleId)}`;
    const headers = { authorization: `Bearer ${stack.readOnlyToken}`, 'content-type': 'application/json' };
    const before = stack.executor.schedules.get(scheduleId);
    expect((await fetch(url, { method, headers, body: '{"status":"paused"}' })).status).toBe(403);
    expect(stack.executor.schedules.get(scheduleId)).toEqual(before);
  });

  test('reads all there is of schedules', async () => {
    const { schedules } = reader;
    expect(await schedules.get(scheduleId)).toEqual(stack.executor.schedules.get(scheduleId));
    expect(await schedules.list()).toHaveLength(1);
    expect((await schedules.events(scheduleId, 0, 10)).length).toBeGreaterThan(0);
    expect(await schedules.slots(scheduleId, {})).toEqual({ items: [], nextCursor: null });
  });

  test('knows beforehand what it may not do, and why', async () => {
    const { access, abilities } = await reader.capabilities();
    expect(access).toBe('read-only');
    expect(abilities).toMatchObject({ retry: 'The token of this connection only reads.', liveRuns: true });
    expect(await stack.client.capabilities()).toMatchObject({
      access: 'full',
      abilities: { retry: true, batchActions: true, dependencies: true },
    });
  });

  test('hears of changes', async () => {
    using log = startWatchLog(reader);
    await log.until('link', ({ state }) => state.kind === 'live');
    await log.until('resync');
    const { id } = await stack.client.runs.create({ target: 'task:hello' });
    await log.until('runs', ({ runs }) => runs.some((run) => run.id === id && run.status === 'completed'));
  });
});

describe('who acts', () => {
  test.each([
    ['anna', 'anna'],
    ['build bot 7', 'build bot 7'],
    ['', 'api'],
    ['zoë', 'api'],
    ['x'.repeat(65), 'api'],
    ['a\nb', 'api'],
  ])('by the name of %j stands on the record as %s', async (actor, shown) => {
    const client = stack.connect({ actor });
    const { id } = await client.runs.create({ target: 'task:remote' });
    const attempt = await remote.next();
    await runIs(stack.executor, id, 'running');
    await client.runs.cancel(id);
    await attempt.gone;
    const run = await runEnded(stack.executor, id);
    expect(run.reasonText).toBe(`cancelled by ${shown}`);
  });
});
