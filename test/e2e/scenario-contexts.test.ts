import { expect, test } from 'vitest';
import { openInContexts } from '../helpers/context-console.ts';
import { startHttpProxy } from '../helpers/http-proxy.ts';
import { runEnded } from '../helpers/run-ended.ts';
import { startStack } from '../helpers/start-stack.ts';
import { taskSource } from '../helpers/temp-project.ts';

test('from a dead context to a refused token and back to one that lives; each says what it is', async () => {
  await using stack = await startStack({ tasks: { hello: taskSource('return "hi";') } });
  const { client, server, token, executor } = stack;
  await runEnded(executor, (await client.runs.create({ target: 'task:hello' })).id);
  await using proxy = await startHttpProxy(server.apiUrl);
  await proxy.goDown();
  const project = executor.project.slug;
  await using console = await openInContexts({
    contexts: [
      { name: 'dead', apiUrl: proxy.apiUrl, token, project },
      { name: 'refused', apiUrl: server.apiUrl, token: 'wrong', project },
      { name: 'office', apiUrl: server.apiUrl, token, project, production: true },
    ],
  });

  // A dead one opens all the same, tells how it is, and when it tries again.
  await console.see(/OFFLINE next try in \ds/);
  await console.see(`Can't reach ${proxy.apiUrl}: connection refused`);
  expect(console.text()).not.toContain('REFUSED');
  console.press('X');
  await console.see(/Cancel .*: not now/);

  // A refused token is no lost network, and says what to do.
  console.press('6');
  await console.see(/\* dead/);
  await console.select('refused');
  console.press('enter');
  await console.see('REFUSED');
  await console.see('Token refused');
  await console.see('e gives a new one');
  expect(console.text()).not.toContain('OFFLINE');
  await console.see(/vfjobs {2}refused/);

  // The living one, by its name: it is production, and says so.
  console.press(':');
  await console.see(/^ :/m);
  console.type('ctx office');
  console.press('enter');
  await console.see(/vfjobs {2}office .*production/);
  await console.see('LIVE');
  await console.see(/\+ completed +[\da-f]{8} +task:hello/);

  // Back to the one before, and to the living one again.
  console.press('-');
  await console.see('REFUSED');
  console.press('-');
  await console.see('LIVE');
  await console.see(/vfjobs {2}office/);

  // The dead one lives when its server does.
  console.press(':');
  await console.see(/^ :/m);
  console.type('ctx dead');
  console.press('enter');
  await console.see(/OFFLINE/);
  await proxy.listen();
  await console.see('LIVE', 40_000);
  await console.see('task:hello');
});
