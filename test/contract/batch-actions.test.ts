import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runEnded, runIs } from '../helpers/run-ended.ts';
import { type Served, servers } from './servers.ts';

describe.each(servers)('actions on a batch over %s', (_, serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served[Symbol.asyncDispose]());

  test('cancel ends what has not ended, and says how many', async () => {
    const { client, stack, remote } = served;
    const batchId = crypto.randomUUID();
    const done = await client.runs.create({ target: 'task:hello', batchId });
    await runEnded(stack.executor, done.id);
    const working = await client.runs.create({ target: 'task:remote', batchId });
    const attempt = await remote.next();
    await runIs(stack.executor, working.id, 'running');
    const { changed } = await client.batches.cancel(batchId);
    expect(changed).toBe(1);
    await attempt.gone;
    await runEnded(stack.executor, working.id);
    expect((await client.batches.get(batchId)).counts).toMatchObject({ completed: 1, cancelled: 1 });
    expect((await client.batches.cancel(batchId)).changed).toBe(0);
  });

  test('retry repeats what failed, once, where the server can', async () => {
    const { client, stack, documentedOnly } = served;
    const batchId = crypto.randomUUID();
    for (const target of ['task:hello', 'task:fails']) {
      const { id } = await client.runs.create({ target, batchId, backoffLimit: 0 });
      await runEnded(stack.executor, id);
    }
    const retried = client.batches.retry(batchId);
    if (documentedOnly) {
      await expect(retried).rejects.toMatchObject({ kind: 'unsupported', message: expect.any(String) });
      return;
    }
    const { changed, batch } = await retried;
    expect(changed).toBe(1);
    expect(batch.runCount).toBe(3);
    const [again] = (await client.runs.list({ batchId }, { limit: 1 })).items;
    await runEnded(stack.executor, again?.id ?? '');
    // What was repeated failed again: only that one is left to repeat.
    expect((await client.batches.retry(batchId)).changed).toBe(1);
  });

  test('an unknown batch is not found', async () => {
    const { client, documentedOnly } = served;
    const id = crypto.randomUUID();
    await expect(client.batches.cancel(id)).rejects.toMatchObject({ kind: 'not-found' });
    const kind = documentedOnly ? 'unsupported' : 'not-found';
    await expect(client.batches.retry(id)).rejects.toMatchObject({ kind });
  });
});
