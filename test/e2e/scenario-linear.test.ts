import { expect, test } from 'vitest';
import { openInContexts } from '../helpers/context-console.ts';
import { startHttpProxy } from '../helpers/http-proxy.ts';
import { createRemoteTasks } from '../helpers/remote-task.ts';
import { startStack } from '../helpers/start-stack.ts';

test('line by line: a run fails and is told, a cancel asks, a lost link is told and found again', async () => {
  using remotes = await createRemoteTasks();
  await using stack = await startStack({ tasks: { remote: remotes.source } });
  const { client, server, token, executor } = stack;
  await using proxy = await startHttpProxy(server.apiUrl);
  await using console = await openInContexts({
    contexts: [{ name: 'office', apiUrl: proxy.apiUrl, token, project: executor.project.slug }],
    args: ['--plain'],
    started: 'vfjobs, line by line',
    rows: 60,
  });
  await console.see('the link is live');

  // A run fails, and the sentence comes, with why.
  const failing = await client.runs.create({ target: 'task:remote', backoffLimit: 0 });
  const attempt = await remotes.next();
  attempt.fail('the upstream said 429');
  await console.see(new RegExp(`run ${short(failing.id)} task:remote failed.*the upstream said 429`));

  // A cancel names the run and asks; only y goes ahead.
  const { id } = await client.runs.create({ target: 'task:remote', backoffLimit: 0 });
  const held = await remotes.next();
  await console.see(`run ${short(id)} task:remote running`);
  console.type(`cancel ${short(id)}\r`);
  await console.see(`Cancel run ${short(id)} task:remote running? Type y or n.`);
  console.type('\r');
  await console.see('Nothing was done.');
  expect(await client.runs.get(id)).toMatchObject({ cancelRequestedAt: null });
  console.type(`cancel ${short(id)}\r`);
  await console.see((view) => view.text().split('Type y or n.').length === 3);
  console.type('y\r');
  await held.gone;
  await console.see(new RegExp(`run ${short(id)} task:remote cancelled`));

  // A retry asks, too, and makes one run.
  console.type(`retry ${short(failing.id)}\r`);
  await console.see(new RegExp(`Retry run ${short(failing.id)} .*Type y or n`));
  console.type('y\r');
  (await remotes.next()).finish();
  await console.see(/run [0-9a-f]{8} task:remote completed/);

  await proxy.goDown();
  await console.see('the link is lost');
  await proxy.listen();
  await console.see((view) => view.text().split('the link is live').length === 3, 40_000);

  console.type('quit\r');
  expect((await console.pty.exit).exitCode).toBe(0);
  expect(console.pty.raw.toString()).not.toContain('\x1b');
  const { items } = await client.runs.list({}, {});
  expect(items.map(({ status }) => status)).toEqual(['completed', 'cancelled', 'failed']);
});

const short = (id: string) => id.slice(-8);
