import './console-environment.ts';
import { expect, test } from 'vitest';
import { openInProcess } from '../helpers/console-in-process.tsx';
import { startHttpProxy } from '../helpers/http-proxy.ts';
import { runEnded } from '../helpers/run-ended.ts';
import { startStack } from '../helpers/start-stack.ts';
import { taskSource } from '../helpers/temp-project.ts';

const inputSchema = { type: 'object', properties: { who: { type: 'string' } }, required: ['who'] };

test('starts, watches, cancels and retries runs on a real executor over HTTP', async () => {
  await using stack = await startStack({
    tasks: {
      hello: taskSource("console.log('hello ' + ctx.config.who); return { greeted: ctx.config.who };", {
        inputSchema,
      }),
      endless: taskSource(
        "console.log('begun'); await new Promise((resolve, reject) => { const timer = setInterval(() => {}, 1000); ctx.signal.addEventListener('abort', () => { clearInterval(timer); reject(new Error('aborted')); }); });",
      ),
    },
  });
  using console = openInProcess({ client: stack.client });
  await console.see('LIVE');
  await console.see('No runs yet.');

  await console.press('4');
  await console.see('> task:endless');
  await console.press('down', 'T');
  await console.see('"who": ""');
  await console.press('down', 'end', 'left');
  await console.type('world');
  await console.see('"who": "world"');
  await console.press('ctrl-s');
  await console.see(/\+ completed +task:hello/);
  await console.see('hello world');
  await console.press('4');
  await console.see('greeted: "world"');

  await console.press('q');
  await console.see('> task:hello');
  await console.press('k', 'T');
  await console.see('New run of task:endless');
  await console.press('ctrl-s');
  await console.see('begun');
  await console.press('X');
  await console.see('Cancel this run?');
  await console.press('y');
  await console.see('not sent yet');
  await console.press('X');
  await console.see(/- cancelled +task:endless/);
  await console.see(/cancel .* confirmed/);
  await console.press('5');
  await console.see(/1 .*cancelled/);

  const { items } = await stack.client.runs.list({}, {});
  expect(items.map(({ target, status }) => `${target} ${status}`)).toEqual([
    'task:endless cancelled',
    'task:hello completed',
  ]);
  expect(stack.bugs).toEqual([]);
});

test('a network that is lost in the middle of a retry: unknown, looked up, confirmed; one new run', async () => {
  await using stack = await startStack({ tasks: { noop: taskSource('') } });
  await using proxy = await startHttpProxy(stack.server.apiUrl);
  const { id } = await stack.client.runs.create({ target: 'task:noop' });
  await runEnded(stack.executor, id);
  using console = openInProcess({ client: stack.connect({ apiUrl: proxy.apiUrl }) });
  await console.see(/\+ completed/);

  proxy.loseAnswers(true);
  await console.press('R');
  await console.see('Retry this run?');
  await console.press('y');
  await console.see('unknown: no reply, looked up when the server answers');
  await proxy.goDown();
  await console.see('OFFLINE');
  proxy.loseAnswers(false);
  await proxy.listen();
  await console.see(/\+ retry .*, confirmed/);
  const { items } = await stack.client.runs.list({}, {});
  expect(items.map(({ retryOf }) => retryOf)).toEqual([id, null]);
  expect(stack.bugs).toEqual([]);
});
