import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { channelPath } from '../../src/api/channel.ts';
import { type Clock, systemClock } from '../../src/lib/clock.ts';
import { startDocumentedApi } from '../helpers/documented-api.ts';
import type { Stack } from '../helpers/start-stack.ts';
import { startWatchLog } from '../helpers/watch-log.ts';
import { serveTasks } from './servers.ts';

let stack: Stack;
let end: () => Promise<void>;
beforeAll(async () => {
  const served = await serveTasks();
  stack = served.stack;
  end = async () => {
    await stack.stop();
    served.remote[Symbol.dispose]();
  };
});
afterAll(() => end());

const draft = { name: 'nightly', target: 'task:hello', when: '0 3 * * *' };

test('a plain reader hears of each changed schedule in the documented form', async () => {
  const url = stack.server.wsUrl + channelPath(stack.executor.project.id);
  const socket = new WebSocket(url, [`bearer-${stack.token}`]);
  await once(socket, 'open');
  const frame = new Promise((resolve) =>
    socket.once('message', (raw) => resolve(JSON.parse(raw.toString()))),
  );
  const { id } = await stack.client.schedules.create(draft);
  expect(await frame).toEqual({
    type: 'entity_updated',
    data: { entity: 'schedule', id, version: 1, status: 'active' },
  });
  socket.close();
});

test('a client that asked hears of changes of people and of triggers', async () => {
  using log = startWatchLog(stack.client);
  await log.until('resync');
  const schedule = await stack.client.schedules.create(draft);
  await log.until('schedules', ({ ids }) => ids.includes(schedule.id));
  log.clear();
  await stack.executor.schedules.pause(schedule.id, { reason: null, until: null }, 'anna');
  await log.until('schedules', ({ ids }) => ids.includes(schedule.id));
});

test('many changes at once are told as one', async () => {
  using log = startWatchLog(stack.client);
  await log.until('resync');
  const made = await Promise.all(
    Array.from({ length: 60 }, () => stack.executor.schedules.create(draft, 'anna')),
  );
  const newest = made.at(-1)?.id ?? '';
  await log.until('schedules', ({ ids }) => ids.includes(newest));
  const told = log.told.flatMap((one) => (one.kind === 'schedules' ? [one.ids] : []));
  expect(told.flat().toSorted()).toEqual(made.map(({ id }) => id).toSorted());
  expect(told.length).toBeLessThan(10);
});

/** Twenty times as fast as the machine's. */
const quickClock: Clock = {
  now: () => Date.now() * 20,
  after: (delayMs, callback) => systemClock.after(delayMs / 20, callback),
};

test('without a channel, schedules that somebody looked at are looked at again, now and then', async () => {
  await using api = await startDocumentedApi(stack.server.apiUrl);
  const client = stack.connect({ apiUrl: api.apiUrl, clock: quickClock });
  using log = startWatchLog(client);
  await log.until('link', ({ state }) => state.kind === 'polling');
  const schedule = await stack.executor.schedules.create(draft, 'anna');
  await client.schedules.list();
  await stack.executor.schedules.update(schedule.id, { name: 'other' }, 'anna', null);
  const { ids } = await log.until('schedules');
  expect(ids).toEqual([schedule.id]);
});
