import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runEnded, runIs } from '../helpers/run-ended.ts';
import { type Served, servers } from './servers.ts';

describe.each(servers)('retry over %s', (_, serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served[Symbol.asyncDispose]());

  test('a retry is a new run with the same target and config', async () => {
    const { client, stack, documentedOnly } = served;
    const config = { who: 'again' };
    const { id } = await client.runs.create({
      target: 'task:hello',
      config,
      timeoutSeconds: 7,
      backoffLimit: 0,
    });
    await runEnded(stack.executor, id);
    const again = await client.runs.retry(id);
    expect(again.id).not.toBe(id);
    expect(again).toMatchObject({ target: 'task:hello', config, timeoutSeconds: 7, backoffLimit: 0 });
    expect(again.retryOf).toBe(documentedOnly ? null : id);
    expect((await runEnded(stack.executor, again.id)).output).toEqual({ greeted: 'again' });
  });

  test('asked twice with one key, as after a lost answer, it is one new run, and the key finds it', async () => {
    const { client, stack, documentedOnly } = served;
    const { id } = await client.runs.create({ target: 'task:hello', config: { who: 'x' } });
    await runEnded(stack.executor, id);
    const key = crypto.randomUUID();
    const again = await client.runs.retry(id, key);
    expect((await client.runs.retry(id, key)).id).toBe(again.id);
    expect((await client.runs.get(key)).id).toBe(again.id);
    expect(again).toMatchObject({ retryOf: documentedOnly ? null : id, triggerKind: 'manual' });
  });

  test('a run that has not ended cannot be retried', async () => {
    const { client, stack, remote } = served;
    const { id } = await client.runs.create({ target: 'task:remote' });
    const attempt = await remote.next();
    await runIs(stack.executor, id, 'running');
    await expect(client.runs.retry(id)).rejects.toMatchObject({ kind: 'conflict' });
    attempt.finish();
    await runEnded(stack.executor, id);
  });
});
