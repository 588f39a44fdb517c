import './console-environment.ts';
import { expect, test } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import { type InProcessOptions, openInProcess } from '../helpers/console-in-process.tsx';
import { sampleRun } from '../helpers/sample-run.ts';
import { type Seed, seededClient } from '../helpers/seeded-client.ts';
import { seededNow, seededTargets } from '../helpers/seeded-data.ts';

function ago(seconds: number): string {
  return new Date(seededNow - seconds * 1000).toISOString();
}

/** Twelve ended runs, the newest first; every fourth failed. */
const runs = Array.from({ length: 12 }, (_, index): Run => {
  const isBad = index % 4 === 0;
  return sampleRun({
    id: `0198c0de-0000-7000-8000-0000000000${10 + index}`,
    target: 'task:embed-docs',
    status: isBad ? 'failed' : 'completed',
    createdAt: ago(60 * (index + 1)),
    completedAt: ago(60 * index + 1),
    durationMs: 1_000 * (index + 1),
    ...(isBad ? { error: { message: 'boom' } } : {}),
  });
});

async function opened(seed: Partial<Seed> = {}, options: Partial<InProcessOptions> = {}) {
  const client = seededClient({ runs, targets: seededTargets(), ...seed });
  const console = openInProcess({ client, now: seededNow, ...options });
  await console.see('LIVE');
  await console.see('task:');
  await console.press('4');
  return Object.assign(console, { client });
}

test('shows how the runs of the target went and how long they take', async () => {
  using console = await opened();
  const screen = await console.see('newest 1m ago; 12 runs, 25% failed');
  expect(screen).toContain('+++x+++x+++x');
  expect(screen).toMatch(/took {2}█▇▇▆.* p50 7\.0s {2}p95 12\.0s {2}of 9 seen here/);
  expect(screen).toContain('each run in a process of its own; no limit of its own; schedulable');
});

test('takes in what the stream tells', async () => {
  using console = await opened();
  await console.see('12 runs');
  const more = sampleRun({
    id: 'new-00000099',
    target: 'task:embed-docs',
    status: 'running',
    createdAt: ago(1),
  });
  console.client.tellRuns([more]);
  await console.see('+++x+++x+++x>');
});

test('r asks for its runs anew, however shortly ago that was', async () => {
  using console = await opened();
  await console.see('12 runs');
  const missed = sampleRun({ id: 'missed-00000098', target: 'task:embed-docs', createdAt: ago(1) });
  const { runs: calls } = console.client;
  const { list } = calls;
  calls.list = async (filter, page) => {
    const found = await list(filter, page);
    return { ...found, items: [missed, ...found.items] };
  };
  await console.press('r');
  await console.see('13 runs');
});

test('a target without runs says so, and so does one whose server does not find them', async () => {
  using console = await opened({
    runs: runs.slice(0, 3),
    capabilities: { abilities: { runFilters: 'No.' } } as never,
  });
  await console.see('3 runs of the newest 3 of the project');
  await console.press('down');
  await console.see('no runs of the newest 3 of the project');
});

test('/ leaves those with the words, and Enter opens the form of what is shown', async () => {
  using console = await opened();
  await console.press('/');
  await console.type('stripe');
  await console.press('enter');
  const screen = await console.see('1 target of 3');
  expect(screen).not.toContain('task:broken');
  await console.press('enter');
  await console.see('"pageSize": 100');
  await console.press('escape');
  await console.see('1 target of 3');
  await console.press('escape');
  await console.see('2 targets, 1 broken');
});

test(':targets NAME puts the cursor on it; a broken one keeps its file and line', async () => {
  using console = await opened();
  await console.press('1', ':');
  await console.type('targets broken');
  await console.press('enter');
  await console.see('x broken at tasks/broken.ts:12');
  await console.press('T');
  await console.see('not now, the target is broken');
  await console.press(':');
  await console.type('targets task:s');
  await console.press('enter');
  await console.see('> task:sync-stripe-invoices');
  await console.press(':');
  await console.type('targets nowhere');
  await console.press('enter');
  await console.see('there is no target nowhere');
});
