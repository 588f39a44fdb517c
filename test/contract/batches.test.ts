import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runEnded } from '../helpers/run-ended.ts';
import { type Served, servers } from './servers.ts';

describe.each(servers)('batches over %s', (_, serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served[Symbol.asyncDispose]());

  async function finishedBatch(targets: readonly string[]): Promise<string> {
    const batchId = crypto.randomUUID();
    for (const target of targets) {
      const { id } = await served.client.runs.create({ target, batchId, backoffLimit: 0 });
      await runEnded(served.stack.executor, id);
    }
    return batchId;
  }

  test('a batch counts its runs', async () => {
    const id = await finishedBatch(['task:hello', 'task:hello', 'task:fails']);
    expect(await served.client.batches.get(id)).toMatchObject({
      id,
      projectId: served.stack.executor.project.id,
      target: null,
      runCount: 3,
      counts: { pending: 0, running: 0, completed: 2, failed: 1, cancelled: 0 },
      result: null,
    });
  });

  test('a batch of one target names it', async () => {
    const id = await finishedBatch(['task:hello', 'task:hello']);
    expect((await served.client.batches.get(id)).target).toBe('task:hello');
  });

  test('batches are listed newest first where the server can', async () => {
    const older = await finishedBatch(['task:hello']);
    const newer = await finishedBatch(['task:hello']);
    const listed = served.client.batches.list({ limit: 2 });
    if (served.documentedOnly) return expect(listed).rejects.toMatchObject({ kind: 'unsupported' });
    expect((await listed).items.map((batch) => batch.id)).toEqual([newer, older]);
  });

  test('an unknown batch is not found', async () => {
    await expect(served.client.batches.get(crypto.randomUUID())).rejects.toMatchObject({ kind: 'not-found' });
  });
});
