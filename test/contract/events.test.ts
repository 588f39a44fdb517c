import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runEnded } from '../helpers/run-ended.ts';
import { type Served, servers } from './servers.ts';

describe.each(servers)('events over %s', (_, serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served[Symbol.asyncDispose]());

  async function finishedRun(): Promise<string> {
    const { client, stack, remote } = served;
    const { id } = await client.runs.create({ target: 'task:remote' });
    const attempt = await remote.next();
    attempt.progress(1, 2, 'half');
    attempt.event('page.read', { page: 7 });
    attempt.finish();
    await runEnded(stack.executor, id);
    return id;
  }

  test('a run tells its life in order', async () => {
    const id = await finishedRun();
    const events = await served.client.runs.events(id, 0, 100);
    expect(events.map((event) => event.type)).toEqual([
      'run.accepted',
      'run.started',
      'progress',
      'page.read',
      'run.completed',
    ]);
    expect(events.map((event) => event.id)).toEqual(events.map((event) => event.id).sort((a, b) => a - b));
    expect(events.find((event) => event.type === 'page.read')?.payload).toMatchObject({ page: 7 });
  });

  test('a reader goes on after the last event it has', async () => {
    const { client } = served;
    const id = await finishedRun();
    const first = await client.runs.events(id, 0, 2);
    const rest = await client.runs.events(id, first.at(-1)?.id ?? 0, 100);
    expect(first).toHaveLength(2);
    expect([...first, ...rest]).toEqual(await client.runs.events(id, 0, 100));
    expect(await client.runs.events(id, rest.at(-1)?.id ?? 0, 100)).toEqual([]);
  });

  test('a limit out of range is refused with the range', async () => {
    const id = await finishedRun();
    await expect(served.client.runs.events(id, 0, 501)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('1…500'),
    });
  });
});
