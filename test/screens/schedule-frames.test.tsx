import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import { ruleInWords } from '../../src/store/rule-in-words.ts';
import { type InProcessConsole, openInProcess } from '../helpers/console-in-process.tsx';
import { sampleRun } from '../helpers/sample-run.ts';
import { seededClient } from '../helpers/seeded-client.ts';
import { seededNow, seededTargets } from '../helpers/seeded-data.ts';
import { seededKinds, seededMore } from '../helpers/seeded-kinds.ts';

const sizes = [
  { columns: 200, rows: 60 },
  { columns: 120, rows: 36 },
  { columns: 80, rows: 24 },
  { columns: 40, rows: 14 },
];

function ago(seconds: number): string {
  return new Date(seededNow - seconds * 1000).toISOString();
}

const schedules = seededKinds(ago);

/** Runs of the first schedule; the newest one goes on, every fifth failed, and one was started by hand. */
const made = Array.from({ length: 16 }, (_, index): Run => {
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
    slot: ago(221 + index * 900),
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

/** One slot was skipped and one was missed. */
const fired = made.filter((_, index) => index !== 3 && index !== 6);
const byHand = made.slice(3, 4).map((run): Run => {
  return { ...run, slot: null, triggerKind: 'manual', createdAt: ago(1_200), startedAt: ago(1_199) };
});
const runs = [...fired, ...byHand];
const runIds = made.map(({ id }) => id);

const visits: readonly (readonly [name: string, go: (console: InProcessConsole) => Promise<unknown>])[] = [
  [
    'schedules',
    async (console) => {
      await console.press('3');
      await console.see('black-friday');
      await expect.poll(() => ruleInWords({ kind: 'scheduled', when: '* * * * *' })).not.toBeNull();
      await stripsRead(console);
      await console.press('down', 'down', 'down', 'down', 'down', 'space', 'up');
      await console.see(/>\* ! stale +nightly/);
    },
  ],
  [
    'schedule',
    async (console) => {
      await console.press('3');
      await console.see('black-friday');
      await console.press('down', 'down', 'enter');
      await console.see('Every 15');
      const { store } = console.parts.model;
      await expect.poll(() => store.getState().schedules.history?.events.length).toBe(2);
      await expect.poll(() => store.getState().schedules.history?.fires?.length).toBe(5);
      await console.see('> > running');
      await console.press('down', 'down', 'down', 'down');
      await console.see('> / skipped');
      expect(console.terminal.screen.lines().join('\n')).not.toContain('its run is not kept');
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
    await stripsRead(console);
    expect(frame(console)).toMatch(/^[\n -~]*$/);
    await console.press('down', 'down', 'enter');
    await console.see('> > running');
    expect(frame(console)).toMatch(/^[\n -~]*$/);
    await console.press('4');
    await console.see('no runs');
    expect(frame(console)).toMatch(/^[\n -~]*$/);
  });
});

/** The strips of all that are in view are there. */
async function stripsRead({ parts, terminal }: InProcessConsole): Promise<void> {
  const { store, heights } = parts.model;
  // As many as are in view while the cursor is on the first one.
  const inView = () => Math.min(heights.list, schedules.length);
  await expect.poll(() => store.getState().schedules.slots.size).toBe(inView());
  parts.terminal.compositor.invalidate();
  expect(terminal.errors).toEqual([]);
}

async function opened(options: {
  columns: number;
  rows: number;
  ascii?: boolean;
}): Promise<InProcessConsole> {
  const client = seededClient({
    runs,
    schedules,
    targets: seededTargets(),
    ofSchedules: seededMore(ago, runIds),
  });
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
