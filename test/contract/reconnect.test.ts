import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Client, LinkState } from '../../src/client/client.ts';
import { type HttpProxy, startHttpProxy } from '../helpers/http-proxy.ts';
import { runEnded } from '../helpers/run-ended.ts';
import { type Stack, startStack } from '../helpers/start-stack.ts';
import { taskSource } from '../helpers/temp-project.ts';
import { startWatchLog, type WatchLog } from '../helpers/watch-log.ts';

let stack: Stack;
let proxy: HttpProxy;
let client: Client;
beforeEach(async () => {
  stack = await startStack({ tasks: { hello: taskSource('return 1;') } });
  proxy = await startHttpProxy(stack.server.apiUrl);
  client = stack.connect({ apiUrl: proxy.apiUrl });
});
afterEach(async () => {
  await stack.stop();
  await proxy[Symbol.asyncDispose]();
});

function linked(log: WatchLog, kind: LinkState['kind']) {
  return log.until('link', ({ state }) => state.kind === kind);
}

async function tellsNewRuns(log: WatchLog): Promise<void> {
  const { run } = await stack.executor.createRun({ target: 'task:hello' });
  await log.until('runs', ({ runs }) =>
    runs.some(({ id, status }) => id === run.id && status === 'completed'),
  );
}

test('a lost connection is told, and found again with a resync', async () => {
  using log = startWatchLog(client);
  await linked(log, 'live');
  await proxy.goDown();
  const { state } = await linked(log, 'offline');
  expect(state).toMatchObject({ reason: expect.stringContaining('connection refused') });
  if (state.kind === 'offline') expect(state.nextTryAt).toBeGreaterThan(0);
  log.clear();
  await proxy.listen();
  await linked(log, 'live');
  await log.until('resync');
  await tellsNewRuns(log);
});

test('a channel that fails while the server answers is replaced by polling until it is back', async () => {
  proxy.blockChannels();
  using log = startWatchLog(client);
  const { state } = await linked(log, 'polling');
  expect(state).toMatchObject({
    reason: 'Live updates do not come through: the server answered 502 instead of opening the channel',
  });
  await tellsNewRuns(log);
  proxy.openChannels();
  await linked(log, 'live');
  await log.until('resync');
  await tellsNewRuns(log);
});

test('an open channel that is cut is opened again', async () => {
  using log = startWatchLog(client);
  await linked(log, 'live');
  log.clear();
  proxy.blockChannels();
  proxy.openChannels();
  await linked(log, 'live');
  await log.until('resync');
});

test('followed runs stay followed over a reconnect', async () => {
  using log = startWatchLog(client);
  await linked(log, 'live');
  const run = await client.runs.create({ target: 'task:hello' });
  log.watch.follow([run.id]);
  await runEnded(stack.executor, run.id);
  log.clear();
  proxy.blockChannels();
  const { events } = await log.until('events', (told) => told.runId === run.id);
  expect(events.map((event) => event.type)).toContain('run.completed');
});

test('a watch tries at once when it is told to', async () => {
  await proxy.goDown();
  using log = startWatchLog(client);
  await linked(log, 'offline');
  await proxy.listen();
  log.watch.reconnect();
  await linked(log, 'live');
});

test('nothing is sent any more after close', async () => {
  const log = startWatchLog(client);
  await linked(log, 'live');
  await client.close();
  log.clear();
  const before = proxy.requests();
  await proxy.goDown();
  await proxy.listen();
  await stack.executor.createRun({ target: 'task:hello' });
  expect(proxy.requests()).toBe(before);
  expect(log.told).toEqual([]);
  await expect(client.runs.list({}, {})).rejects.toMatchObject({ kind: 'network' });
});
