import './console-environment.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openInProcess } from '../helpers/console-in-process.tsx';
import { type HttpProxy, startHttpProxy } from '../helpers/http-proxy.ts';
import { type Stack, startStack } from '../helpers/start-stack.ts';
import { taskSource } from '../helpers/temp-project.ts';

// A real executor and server, a real way to it that is closed, slowed down and opened again.
let stack: Stack;
let proxy: HttpProxy;
beforeAll(async () => {
  stack = await startStack({ tasks: { hello: taskSource('return "hi";') } });
  proxy = await startHttpProxy(stack.server.apiUrl);
});
afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

function openThroughProxy(token = stack.token) {
  return openInProcess({
    client: async () => stack.connect({ apiUrl: proxy.apiUrl, token }),
    contextName: 'office',
  });
}

test('a lost network is found again, and what happened meanwhile is there', async () => {
  using console = openThroughProxy();
  await console.see('LIVE');
  await proxy.goDown();
  await console.see(/OFFLINE next try in \ds/);
  const { id } = await stack.client.runs.create({ target: 'task:hello' });
  await proxy.listen();
  await console.see('LIVE');
  await console.see(id.slice(-8));
});

test('a context that is down at the start opens on its list, and fills it when it is up', async () => {
  await stack.client.runs.create({ target: 'task:hello' });
  await proxy.goDown();
  using console = openThroughProxy();
  await console.see(/OFFLINE next try in \ds/);
  await console.see('The runs could not be read');
  await console.press('6', '1', '?', 'escape');
  await proxy.listen();
  await console.press('r');
  await console.see('LIVE');
  await console.see('task:hello');
  expect(console.parts.model.store.getState().connection.capabilities?.server).toBe('vfjobs');
});

test('a refused token is told apart from a lost network', async () => {
  using console = openThroughProxy('wrong');
  await console.see('REFUSED');
  expect(await console.see('Token refused')).not.toContain('OFFLINE');
});

test('a server whose clock is ahead of ours: said, measured, corrected', async () => {
  proxy.distort({ dateMs: 90_000 });
  using console = openThroughProxy();
  await console.see('LIVE');
  await console.see(/clock 1m behind/);
  const { clockSkewMs } = console.parts.model.store.getState().connection;
  expect(Math.abs(clockSkewMs - 90_000)).toBeLessThan(1500);
  expect(Math.abs(console.parts.model.clock.now() - Date.now() - clockSkewMs)).toBeLessThan(50);
  proxy.distort({});
});

test('a long way is measured, and makes the console sparing', async () => {
  proxy.distort({ delayMs: 450 });
  using console = openThroughProxy();
  await console.see('LIVE');
  for (let count = 0; count < 6; count++) await console.parts.model.counts.read();
  await console.see('SLOW');
  expect(console.parts.model.store.getState().net.decision.reason).toMatch(/round trip takes \d{3} ms/);
  proxy.distort({});
});
