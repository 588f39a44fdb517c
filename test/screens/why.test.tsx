import './console-environment.ts';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../src/model/event.ts';
import type { Run } from '../../src/model/run.ts';
import { openInProcess } from '../helpers/console-in-process.tsx';
import { sampleRun } from '../helpers/sample-run.ts';
import { sampleSchedule } from '../helpers/sample-schedule.ts';
import { type Seed, seededClient } from '../helpers/seeded-client.ts';
import { seededNow } from '../helpers/seeded-data.ts';

function ago(seconds: number): string {
  return new Date(seededNow - seconds * 1000).toISOString();
}

function run(id: string, members: Partial<Run>): Run {
  return sampleRun({
    id: `0198c0de-0000-7000-8000-${id}`,
    createdAt: ago(600),
    updatedAt: ago(60),
    ...members,
  });
}

/** The run under the cursor opened on the tab that says why it is where it is. */
async function openWhy(seed: Seed) {
  const console = openInProcess({ client: seededClient(seed), now: seededNow });
  await console.see('LIVE');
  await console.see('task:');
  await console.press('enter', '7');
  return console;
}

const executor = { now: ago(0), places: 4, running: 4, pending: 9, targets: [], attempts: [] };

test('a pending run learns from the executor that all places are taken', async () => {
  using console = await openWhy({ runs: [run('0000000000a1', {})], executor });
  const screen = await console.see('from: 9 runs pending; the executor has 4 places');
  expect(screen).toContain('all places are taken: 4 of 4');
  expect(screen).toContain(':runs status:running');
});

test('r asks the executor again, and an earlier look that answers late is dropped', async () => {
  const client = seededClient({ runs: [run('0000000000a1', {})], executor });
  const late = Promise.withResolvers<typeof executor>();
  client.executorStatus = () => late.promise;
  using console = openInProcess({ client, now: seededNow });
  await console.see('LIVE');
  await console.see('task:');
  await console.press('enter', '7');
  await console.see('7 Why');
  client.executorStatus = async () => ({ ...executor, places: 7, running: 7 });
  await console.press('r');
  await console.see('all places are taken: 7 of 7');
  late.resolve(executor);
  await new Promise((resolve) => setImmediate(resolve));
  expect(console.parts.model.store.getState().why.executor?.places).toBe(7);
});

test('a run that waits names the others with their status, though the list does not have them', async () => {
  const needed = run('0000000000b2', { target: 'task:load', status: 'failed', createdAt: ago(90_000) });
  const waiting = run('0000000000b1', {
    status: 'waiting',
    waitingReason: 'dependency',
    dependsOn: [needed.id],
    waitingFor: [needed.id],
  });
  using console = await openWhy({ runs: [waiting, needed] });
  const screen = await console.see(`:run ${needed.id}`);
  expect(screen).toContain('waits for 1 run: task:load 000000b2 (failed)');
});

test('a silent run is compared with completed ones, whose events are read for that', async () => {
  const done = Array.from({ length: 5 }, (_, index) =>
    run(`0000000000d${index}`, {
      status: 'completed',
      durationMs: 60_000,
      completedAt: ago(700 + index),
      createdAt: ago(900 + index),
    }),
  );
  const events = (runId: string, ...at: number[]): RunEvent[] =>
    at.map((seconds, index) => ({
      id: index + 1,
      runId,
      type: index === 0 ? 'run.started' : 'progress',
      level: 'info',
      message: '',
      payload: null,
      createdAt: ago(seconds),
    }));
  const silent = run('0000000000c1', {
    status: 'running',
    attempt: 1,
    startedAt: ago(500),
    updatedAt: ago(400),
  });
  using console = await openWhy({
    runs: [silent, ...done],
    events: Object.fromEntries([
      [silent.id, events(silent.id, 500, 400)],
      ...done.map(({ id }, index): [string, RunEvent[]] => [id, events(id, 800, 790 - index, 780)]),
    ]),
  });
  const screen = await console.see('slow: 8m20s so far, 8.3x its p95');
  expect(screen).toContain('silent for 6m40s; its longest normal silence is 14.0s  (a guess)');
  expect(screen).toContain('a sample of 5 completed runs');
});

test('a failure tells how often the same error was seen', async () => {
  const failed = (id: string, page: number) =>
    run(id, {
      status: 'failed',
      reason: 'error',
      attempt: 1,
      backoffLimit: 0,
      completedAt: ago(page),
      error: { message: `HTTP 429 page=${page}` },
    });
  using console = await openWhy({
    runs: [failed('0000000000e9', 10), failed('0000000000e2', 30), run('0000000000e3', {})],
  });
  await console.see('failed: HTTP 429 page=10');
  await console.see('the same error in 2 of 3 runs seen here, the first 12:03:11 UTC');
});

test('a paused schedule is asked for and named', async () => {
  const schedule = sampleSchedule({ name: 'nightly', status: 'paused', pausedReason: 'Stripe is down' });
  using console = await openWhy({
    runs: [run('0000000000f1', { scheduleId: schedule.id })],
    schedules: [schedule],
  });
  await console.see('its schedule “nightly” is paused: no more runs come from it');
  await console.see('Stripe is down');
});

test(':why ID opens a run on the tab that says it, :why alone the one under the cursor', async () => {
  const runs = [run('0000000000a9', {}), run('0000000000a2', {})];
  const console = openInProcess({ client: seededClient({ runs, executor }), now: seededNow });
  using _ = console;
  await console.see('000000a9');
  await console.press(':');
  await console.type('why 000000a2');
  await console.press('enter');
  await console.see('run 2 of 2');
  await console.see('from: 9 runs pending; the executor has 4 places');
  await console.press('escape', '4');
  await console.see('No targets.');
  await console.press(':');
  await console.type('why');
  await console.press('enter');
  await console.see('of which run? Type its id.');
});

test('what is usual for a target is read where the list does not go back so far', async () => {
  const slow = run('0000000000c2', {
    status: 'running',
    target: 'task:load',
    attempt: 1,
    startedAt: ago(500),
    createdAt: ago(1),
  });
  const others = Array.from({ length: 150 }, (_, index) =>
    run(String(index).padStart(12, 'f'), { target: 'task:other', createdAt: ago(2 + index) }),
  );
  const done = Array.from({ length: 6 }, (_, index) =>
    run(`0000000000e${index}`, {
      status: 'completed',
      target: 'task:load',
      durationMs: 60_000,
      completedAt: ago(700 + index),
      createdAt: ago(900 + index),
    }),
  );
  using console = await openWhy({ runs: [slow, ...others, ...done] });
  const screen = await console.see('slow:');
  expect(screen).toContain('over 6 completed runs');
});
