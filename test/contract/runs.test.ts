import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runEnded } from '../helpers/run-ended.ts';
import { type Served, servers } from './servers.ts';

describe.each(servers)('runs over %s', (_, serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served[Symbol.asyncDispose]());

  test('a run is accepted, executed and read back', async () => {
    const { client, stack } = served;
    const created = await client.runs.create({ target: 'task:hello', name: 'Greet', config: { who: 'you' } });
    expect(created).toMatchObject({
      target: 'task:hello',
      kind: 'task',
      timeoutSeconds: 300,
      backoffLimit: 3,
    });
    await runEnded(stack.executor, created.id);
    const run = await client.runs.get(created.id);
    expect(run).toMatchObject({
      id: created.id,
      projectId: stack.executor.project.id,
      status: 'completed',
      config: { who: 'you' },
      output: { greeted: 'you' },
      exitCode: 0,
      rootRunId: created.id,
    });
    expect(run.durationMs).toBeGreaterThanOrEqual(0);
    expect(Date.parse(run.completedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(run.startedAt ?? ''));
  });

  test('a run that fails says why', async () => {
    const { client, stack } = served;
    const { id } = await client.runs.create({ target: 'task:fails', backoffLimit: 0 });
    await runEnded(stack.executor, id);
    const run = await client.runs.get(id);
    expect(run).toMatchObject({ status: 'failed', output: null });
    expect(run.error?.message).toContain('no paper');
  });

  test('a second creation with the same key answers the first run', async () => {
    const { client } = served;
    const input = { target: 'task:hello', publicId: 'once-only' };
    const first = await client.runs.create(input);
    expect((await client.runs.create(input)).id).toBe(first.id);
  });

  test('the list is newest first and is read page by page', async () => {
    const { client } = served;
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      ids.unshift((await client.runs.create({ target: 'task:hello' })).id);
    }
    const first = await client.runs.list({}, { limit: 3 });
    const second = await client.runs.list({}, { limit: 2, cursor: first.nextCursor ?? undefined });
    expect([...first.items, ...second.items].map((run) => run.id)).toEqual(ids);
  });

  test('a filter holds for what is listed', async () => {
    const { client, stack } = served;
    const batchId = crypto.randomUUID();
    const { id } = await client.runs.create({ target: 'task:fails', backoffLimit: 0, batchId });
    await runEnded(stack.executor, id);
    const filters = [
      { batchId },
      { target: 'task:fails' },
      { statuses: ['failed'] },
      { text: 'NO PAPER' },
    ] as const;
    for (const filter of filters) {
      const { items } = await client.runs.list(filter, { limit: 100 });
      expect(items.map((run) => run.id)).toContain(id);
      expect(items.every((run) => run.target === 'task:fails')).toBe(true);
    }
    expect((await client.runs.list({ batchId, statuses: ['completed'] }, {})).items).toEqual([]);
  });

  test('runs are counted by status where the server can', async () => {
    const { client, documentedOnly } = served;
    const batchId = crypto.randomUUID();
    const { id } = await client.runs.create({ target: 'task:hello', batchId });
    await runEnded(served.stack.executor, id);
    const counts = client.runs.counts({ batchId });
    if (documentedOnly) return expect(counts).rejects.toMatchObject({ kind: 'unsupported' });
    expect(await counts).toEqual({
      pending: 0,
      running: 0,
      waiting: 0,
      completed: 1,
      failed: 0,
      cancelled: 0,
    });
  });

  test.each([
    [{ target: 'task:nothing-like-it' }, 'not-found', 'nothing-like-it'],
    [{ target: 'task:broken' }, 'invalid', 'tasks/broken.ts'],
    [{ target: 'task:hello', config: { who: 5 } }, 'invalid', 'who'],
    [{ target: 'task:hello', timeoutSeconds: 0 }, 'invalid', '1…86,400'],
    [{ target: 'task:hello', backoffLimit: 101 }, 'invalid', '0…100'],
    [{ target: 'workflow:ship' }, 'not-found', 'workflow:ship'],
    [{ target: 'eval:quality' }, 'unsupported', 'does not run evals'],
    [{ target: 'deploy:site' }, 'unsupported', 'deploy:site'],
  ])('%j is refused with a reason', async (input, kind, part) => {
    await expect(served.client.runs.create(input)).rejects.toMatchObject({
      kind,
      message: expect.stringContaining(part),
    });
  });

  test('a limit out of range and a bad cursor are refused with the range', async () => {
    const { client } = served;
    await expect(client.runs.list({}, { limit: 101 })).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('1…100'),
    });
    await expect(client.runs.list({}, { cursor: 'bent' })).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('an unknown run is not found', async () => {
    await expect(served.client.runs.get(crypto.randomUUID())).rejects.toMatchObject({ kind: 'not-found' });
  });
});
