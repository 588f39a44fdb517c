import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openInContexts } from '../helpers/context-console.ts';
import { runEnded } from '../helpers/run-ended.ts';
import { startStack } from '../helpers/start-stack.ts';
import { startTcpProxy } from '../helpers/tcp-proxy.ts';
import { taskSource } from '../helpers/temp-project.ts';

/** How long the network is away. */
const outageMs = 20_000;

test('lose the network in the middle of a retry: unknown, then confirmed, and one new run', async () => {
  await using stack = await startStack({ tasks: { bad: taskSource("throw new Error('no luck')") } });
  const { client, server, token, executor } = stack;
  const { id } = await client.runs.create({ target: 'task:bad', backoffLimit: 0 });
  await runEnded(executor, id);
  await using proxy = await startTcpProxy(server.apiUrl);
  await using console = await openInContexts({
    contexts: [{ name: 'office', apiUrl: proxy.apiUrl, token, project: executor.project.slug }],
  });
  await console.see('LIVE');
  await console.see('no luck');

  // The server gets the retry and does it; its answer is lost, and then everything.
  console.press('R');
  await console.see('Retry this run?');
  proxy.loseAnswersFrom('POST ');
  const created = new Promise<string>((resolve) => {
    const stop = executor.subscribe((change) => {
      if (change.kind !== 'run' || change.run.retryOf !== id) return;
      stop();
      resolve(change.run.id);
    });
  });
  console.press('y');
  const again = await created;
  proxy.lose('all');
  const isBack = delay(outageMs).then(() => proxy.lose('nothing'));

  // It is not said to have gone well, nor to have failed.
  await console.see(`? retry ${id.slice(-8)} task:bad`);
  expect(console.text()).toContain('unknown: no reply, looked up when the server answers');
  // The console is there meanwhile.
  console.press('2');
  await console.see(/atch/);
  console.press('1');
  await console.see('no luck');

  await isBack;
  await console.see(new RegExp(`\\+ retry ${again.slice(-8)} task:bad .*confirmed`), 60_000);
  await console.see('LIVE', 60_000);
  await console.see(new RegExp(`x failed +${again.slice(-8)}`));
  const { items } = await client.runs.list({}, {});
  expect(items.map(({ id: known, retryOf }) => ({ id: known, retryOf }))).toEqual([
    { id: again, retryOf: id },
    { id, retryOf: null },
  ]);
});
