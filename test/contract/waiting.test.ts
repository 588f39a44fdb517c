import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runEnded, runIs } from '../helpers/run-ended.ts';
import { type Served, servers } from './servers.ts';

describe.each(servers)('a run that waits, over %s', (_, serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served[Symbol.asyncDispose]());

  /** One that waits for another, which is held in the hand. */
  async function waitingRun() {
    const { client, stack, remote } = served;
    const first = await client.runs.create({ target: 'task:remote' });
    const attempt = await remote.next();
    const { id } = await client.runs.create({ target: 'task:hello', dependsOn: [first.id] });
    await runIs(stack.executor, id, 'waiting');
    return { id, first, attempt };
  }

  test('goes on when what it depends on has completed', async () => {
    const { id, attempt } = await waitingRun();
    const waiting = await served.client.runs.get(id);
    expect(waiting).toMatchObject({ status: 'waiting', waitingReason: 'dependency' });
    attempt.finish();
    expect((await runEnded(served.stack.executor, id)).status).toBe('completed');
  });

  test.each([
    ['completed', 'ok', null],
    ['failed', 'error', { message: 'gave up', code: 'E_GAVE_UP' }],
    ['cancelled', 'cancelled', null],
  ] as const)('is told to be %s by somebody else', async (status, reason, error) => {
    const { client, stack, documentedOnly } = served;
    const { id, attempt } = await waitingRun();
    const end = { status, errorMessage: 'gave up', errorCode: 'E_GAVE_UP' };
    const done = await client.runs.complete(id, end);
    expect(done).toMatchObject({ completed: true, run: { status, error } });
    if (!documentedOnly) expect(done.run).toMatchObject({ reason, waitingFor: [] });
    const types = stack.executor.listEvents(id, { limit: 9, order: 'oldest-first' }).map(({ type }) => type);
    expect(types.at(-1)).toBe(`run.${status}`);
    const again = await client.runs.complete(id, { status: 'failed' });
    expect(again).toMatchObject({ completed: false, run: { status } });
    attempt.finish();
  });

  test('takes no answer that it does not wait for', async () => {
    const { id, attempt } = await waitingRun();
    const answer = { id: 'approval-1', type: 'approval', result: { approved: true } } as const;
    await expect(served.client.runs.resume(id, answer)).rejects.toMatchObject({ kind: 'conflict' });
    expect((await served.client.runs.get(id)).status).toBe('waiting');
    attempt.finish();
  });

  test('is the only one that others may complete', async () => {
    const { client } = served;
    const { id } = await client.runs.create({ target: 'task:remote' });
    const attempt = await served.remote.next();
    await runIs(served.stack.executor, id, 'running');
    await expect(client.runs.complete(id, { status: 'completed' })).rejects.toMatchObject({
      kind: 'conflict',
      message: `Run ${id} is running: this executor ends it by itself`,
    });
    attempt.finish();
    await runEnded(served.stack.executor, id);
  });
});
