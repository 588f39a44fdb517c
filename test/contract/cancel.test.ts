import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runEnded, runIs } from '../helpers/run-ended.ts';
import { type Served, servers } from './servers.ts';

describe.each(servers)('cancel over %s', (_, serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served[Symbol.asyncDispose]());

  test('a running run is cancelled and its process goes', async () => {
    const { client, stack, remote } = served;
    const { id } = await client.runs.create({ target: 'task:remote' });
    const attempt = await remote.next();
    await runIs(stack.executor, id, 'running');
    expect((await client.runs.cancel(id)).cancelled).toBe(true);
    await attempt.gone;
    expect((await runEnded(stack.executor, id)).status).toBe('cancelled');
    expect(await client.runs.get(id)).toMatchObject({ status: 'cancelled', error: null });
  });

  test('cancelling a run that has ended changes nothing', async () => {
    const { client, stack } = served;
    const { id } = await client.runs.create({ target: 'task:hello' });
    await runEnded(stack.executor, id);
    const before = await client.runs.get(id);
    const { cancelled, run } = await client.runs.cancel(id);
    expect(cancelled).toBe(false);
    expect(run).toEqual(before);
  });
});
