import { expect, test } from 'vitest';
import { gatherWhy } from '../../src/cli/gather-why.ts';
import { whyOf } from '../../src/model/why/why.ts';
import { startDocumentedApi } from '../helpers/documented-api.ts';
import { createRemoteTasks } from '../helpers/remote-task.ts';
import { startStack } from '../helpers/start-stack.ts';

test('the executor tells its places, what is under way and its leases', async () => {
  using remote = await createRemoteTasks();
  await using stack = await startStack({ tasks: { remote: remote.source }, executor: { concurrency: 1 } });
  const held = await stack.client.runs.create({ target: 'task:remote' });
  await remote.next();
  const next = await stack.client.runs.create({ target: 'task:remote' });
  const status = await stack.client.executorStatus();
  expect(status).toMatchObject({
    places: 1,
    running: 1,
    pending: 1,
    targets: [{ target: 'task:remote', running: 1, limit: null }],
    attempts: [{ runId: held.id, number: 1 }],
  });
  expect(Date.parse(status.attempts[0]?.leaseUntil ?? '')).toBeGreaterThan(Date.parse(status.now));

  const why = whyOf(await gatherWhy(stack.client, next.id, Date.now()));
  expect(why[0]).toMatchObject({ rule: 'limit-reached', text: 'all places are taken: 1 of 1', guess: false });
  expect(whyOf(await gatherWhy(stack.client, held.id, Date.now()))).toEqual([]);

  // A server that tells nothing of its executor leaves the rules that need it without a word.
  await using documented = await startDocumentedApi(stack.server.apiUrl);
  const outside = stack.connect({ apiUrl: documented.apiUrl });
  await expect(outside.executorStatus()).rejects.toMatchObject({ kind: 'unsupported' });
  expect(whyOf(await gatherWhy(outside, next.id, Date.now()))).toEqual([]);
});

test('a run that its own target holds up is told so, with the other places free', async () => {
  using remote = await createRemoteTasks();
  const source = remote.source.replace("name: 'Remote'", "name: 'Remote',\n  concurrency: 1");
  await using stack = await startStack({ tasks: { narrow: source }, executor: { concurrency: 4 } });
  await stack.client.runs.create({ target: 'task:narrow' });
  await remote.next();
  const { id } = await stack.client.runs.create({ target: 'task:narrow' });
  expect(whyOf(await gatherWhy(stack.client, id, Date.now()))).toMatchObject([
    { rule: 'target-limit-reached', text: 'task:narrow has reached its limit: 1 of 1', guess: false },
  ]);
});
