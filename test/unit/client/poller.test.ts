import { expect, test } from 'vitest';
import { usualPace } from '../../../src/client/traffic.ts';
import { createPoller } from '../../../src/client/watch/poller.ts';
import { UserError } from '../../../src/model/errors.ts';
import type { Run } from '../../../src/model/run.ts';
import { makeFakeClock } from '../../helpers/fake-clock.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('runs that the server does not know any more end neither the polling nor the link', async () => {
  const clock = makeFakeClock();
  const stays = sampleRun({ id: 'stays', status: 'completed' });
  const goes = sampleRun({ id: 'goes', status: 'running' });
  let listed: readonly Run[] = [stays, goes];
  const gone = () => Promise.reject(new UserError('not-found', 'There is no such run.'));
  const told: string[] = [];
  const failures: unknown[] = [];
  const poller = createPoller(
    {
      clock,
      pace: () => usualPace,
      seenSchedules: { note: () => {}, look: async () => [] },
      runs: {
        list: async () => ({ items: listed, nextCursor: null }),
        get: gone,
        events: gone,
        log: gone,
      },
    },
    {
      onRuns: (runs) => told.push(...runs.map(({ id }) => id)),
      onEvents: () => {},
      onLog: () => {},
    },
    (thrown) => failures.push(thrown),
  );
  poller.follow(['goes']);
  poller.start();
  await turn();
  listed = [sampleRun({ ...stays, version: 9 })];
  clock.advance(usualPace.pollMs);
  await turn();
  expect(failures).toEqual([]);
  expect(told).toEqual(['stays', 'goes', 'stays']);
  expect(clock.pending).toBe(1);
  poller.stop();
  expect(clock.pending).toBe(0);
});
