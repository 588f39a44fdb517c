import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { channelPath } from '../../src/api/channel.ts';
import { runEnded } from '../helpers/run-ended.ts';
import { type Stack, startStack } from '../helpers/start-stack.ts';
import { taskSource } from '../helpers/temp-project.ts';

const listeners = 500;
/** Both ends of each connection live in this process; the server's own part is far less. */
const maxBytesPerListener = 150_000;

let stack: Stack;
const sockets: WebSocket[] = [];
beforeAll(async () => {
  stack = await startStack({ tasks: { hello: taskSource('return 1;') } });
});
afterAll(async () => {
  for (const socket of sockets) socket.terminate();
  await stack.stop();
});

async function listen(): Promise<WebSocket> {
  const url = stack.server.wsUrl + channelPath(stack.executor.project.id);
  const socket = new WebSocket(url, [`bearer-${stack.readOnlyToken}`], { perMessageDeflate: false });
  await once(socket, 'open');
  return socket;
}

/** A listener has heard that a run completed; there is one only. */
function hearsEnd(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    socket.on('message', (raw) => {
      const { data } = JSON.parse(raw.toString());
      if (data.status === 'completed') resolve();
    });
  });
}

test('500 that only listen cost little, hear of every run, and slow nobody down', async () => {
  const before = process.memoryUsage().rss;
  for (let index = 0; index < listeners; index += 50) {
    sockets.push(...(await Promise.all(Array.from({ length: 50 }, listen))));
  }
  expect(stack.server.connections()).toBe(listeners);
  expect((process.memoryUsage().rss - before) / listeners).toBeLessThan(maxBytesPerListener);

  const heard = Promise.all(sockets.map(hearsEnd));
  const { id } = await stack.client.runs.create({ target: 'task:hello' });
  await runEnded(stack.executor, id);
  await heard;

  const started = performance.now();
  for (let time = 0; time < 20; time++) await stack.client.runs.get(id);
  expect((performance.now() - started) / 20).toBeLessThan(100);

  for (const socket of sockets) socket.close();
  await Promise.all(sockets.map((socket) => once(socket, 'close')));
  expect(stack.server.connections()).toBe(0);
});
