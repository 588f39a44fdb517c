import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import { type InProcessConsole, openInProcess } from '../helpers/console-in-process.tsx';
import { sampleRun } from '../helpers/sample-run.ts';
import { seededClient } from '../helpers/seeded-client.ts';
import { seededNow, seededTargets } from '../helpers/seeded-data.ts';
import { seededSchedules } from '../helpers/seeded-schedules.ts';

const sizes = [
  { columns: 200, rows: 60 },
  { columns: 120, rows: 36 },
  { columns: 80, rows: 24 },
  { columns: 40, rows: 14 },
];

function ago(seconds: number): string {
  return new Date(seededNow - seconds * 1000).toISOString();
}

const schedules = seededSchedules(ago);

/** Sixteen runs of the first schedule; the newest one goes on, and every fifth failed. */
const runs = Array.from({ length: 16 }, (_, index): Run => {
  const isBad = index % 5 === 1;
  const ended: Partial<Run> = {
    status: isBad ? 'failed' : 'completed',
    reason: isBad ? 'error' : 'ok',
    error: isBad ? { message: 'HTTP 429 from api.stripe.com page=7' } : null,
    completedAt: ago(900 * index + 10),
    durationMs: 20_000 + 1_000 * index,
  };
  const id = `0198c0de-0000-7000-8000-0000000000${10 + index}`;
  return sampleRun({
    id,
    rootRunId: id,
    target: 'task:sync-stripe-invoices',
    scheduleId: schedules[0]?.id ?? null,
    triggerKind: 'schedule',
    createdAt: ago(900 * index + 100),
    startedAt: ago(900 * index + 99),
    updatedAt: ago(900 * index + 60),
    attempt: 1,
    ...(index === 0
      ? { status: 'running', cancelRequestedAt: ago(12), reasonText: 'cancelled by anna' }
      : ended),
  });
});

const visits: readonly (readonly [name: string, go: (console: InProcessConsole) => Promise<unknown>])[] = [
  [
    'schedules',
    async (console) => {
      await console.press('3');
      await console.see('every-15m');
      await console.see('Every 15');
      await expect.poll(() => console.parts.model.store.getState().schedules.runs.size).toBe(3);
      await console.press('down');
      await console.see(/> \+ active +nightly/);
    },
  ],
  [
    'schedule',
    async (console) => {
      await console.press('3');
      await console.see('every-15m');
      await console.press('enter');
      await console.see('Every 15');
      await console.see('x failed');
      await console.press('down');
      await console.see('> x failed');
    },
  ],
  [
    'target-runs',
    async (console) => {
      await console.press('4', 'down');
      await console.see('> task:sync');
      await console.see('newest 1m ago');
    },
  ],
  [
    'why',
    async (console) => {
      await console.press('enter', '1');
      const { store } = console.parts.model;
      await expect.poll(() => store.getState().detail?.attempts).toEqual([]);
      await expect.poll(() => store.getState().why.runId).not.toBeNull();
      await console.see(/target +task:sync/);
      await console.press('7');
      await console.see(/1\. {2}asked to end 12\.0s ago/);
    },
  ],
];

describe('golden frames', () => {
  for (const { columns, rows } of sizes) {
    test.each(visits)(`%s at ${columns}x${rows}`, async (name, go) => {
      using console = await opened({ columns, rows });
      await go(console);
      await expect(frame(console)).toMatchFileSnapshot(`__frames__/${name}-${columns}x${rows}.txt`);
    });
  }

  test('in ASCII every cell is ASCII', async () => {
    using console = await opened({ columns: 80, rows: 24, ascii: true });
    await console.press('3');
    await console.see('every-15m');
    await console.press('4');
    await console.see('no runs');
    expect(frame(console)).toMatch(/^[\n -~]*$/);
  });
});

async function opened(options: {
  columns: number;
  rows: number;
  ascii?: boolean;
}): Promise<InProcessConsole> {
  const client = seededClient({ runs, schedules, targets: seededTargets() });
  const console = openInProcess({ client, now: seededNow, ...options });
  await console.see('LIVE');
  await console.see('00000010');
  return console;
}

function frame(console: InProcessConsole): string {
  return `${console.terminal.screen
    .lines()
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}
