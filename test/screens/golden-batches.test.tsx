import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import { looksInMemory } from '../../src/model/last-look.ts';
import {
  type InProcessConsole,
  type InProcessOptions,
  openInProcess,
} from '../helpers/console-in-process.tsx';
import { badBatch, badBatchId, lateFailures } from '../helpers/seeded-batches.ts';
import { seededClient } from '../helpers/seeded-client.ts';
import { seed, seededNow } from '../helpers/seeded-data.ts';

const sizes = [
  { columns: 200, rows: 60 },
  { columns: 120, rows: 36 },
  { columns: 80, rows: 24 },
  { columns: 40, rows: 14 },
];

const visits: readonly (readonly [name: string, go: (console: InProcessConsole) => Promise<unknown>])[] = [
  [
    'batches',
    async (console) => {
      await console.press('2', 'G');
      await console.see(/> invoic/);
    },
  ],
  ['batch', openBatch],
  [
    'batch-heat',
    async (console) => {
      await openBatch(console);
      await console.press('tab', 'l', 'l');
      await console.see(/(?:cell|run) 3\b/);
    },
  ],
  [
    'batch-groups',
    async (console) => {
      await openBatch(console);
      await console.press('tab', 'tab', 'j');
      await console.see(/>\+ E\d +read ECONNRESET/);
    },
  ],
  [
    'failures',
    async (console) => {
      await console.press('5');
      await console.see('HTTP 401');
    },
  ],
  [
    'failure',
    async (console) => {
      await console.press('5');
      await console.see('HTTP 401');
      await console.press('enter');
      await console.see('the newest, in full:');
    },
  ],
];

describe('golden frames', () => {
  for (const { columns, rows } of sizes) {
    test.each(visits)(`%s at ${columns}x${rows}`, async (name, go) => {
      using console = opened({ columns, rows });
      await console.see('. pending');
      await go(console);
      await expect(frame(console)).toMatchFileSnapshot(`__frames__/${name}-${columns}x${rows}.txt`);
    });
  }

  test.each(visits)('%s says the same without colour', async (name, go) => {
    using console = opened({ columns: 120, rows: 36, color: 'none' });
    await console.see('. pending');
    await go(console);
    await expect(frame(console)).toMatchFileSnapshot(`__frames__/${name}-120x36.txt`);
    const cells = console.terminal.screen.lines().flatMap((_, row) => console.terminal.screen.cells(row));
    expect(cells.filter(({ style }) => style.foreground.kind !== 'default')).toEqual([]);
  });

  test.each(visits)('%s in ASCII is ASCII', async (name, go) => {
    using console = opened({ columns: 80, rows: 24, ascii: true });
    await console.see('. pending');
    await go(console);
    await expect(frame(console)).toMatchFileSnapshot(`__frames__/${name}-80x24-ascii.txt`);
    expect(frame(console)).toMatch(/^[\n -~]*$/);
  });
});

async function openBatch(console: InProcessConsole): Promise<void> {
  await console.press(':');
  await console.type(`batch ${badBatchId}`);
  await console.press('enter');
  await console.see(/x failed +29 |x failed +0+28/);
  // Read behind the batch: what else failed in the last days.
  await expect.poll(() => console.parts.model.store.getState().failures.isGlance).toBe(false);
}

function opened(options: Omit<InProcessOptions, 'client'>): InProcessConsole {
  const { runs, ...rest } = seed();
  const client = seededClient({ ...rest, runs: [...runs, ...badBatch(), ...lateFailures()] });
  const looks = looksInMemory({ 'local acme-web': { at: '2026-11-22T07:30:00.000Z', seen: [] } });
  return openInProcess({ client, now: seededNow, looks, ...options });
}

function frame(console: InProcessConsole): string {
  return `${console.terminal.screen
    .lines()
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}
