import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import { openRunFrom } from '../../screens/open-run.ts';
import { type InProcessConsole, openInProcess } from '../helpers/console-in-process.tsx';
import { seededClient } from '../helpers/seeded-client.ts';
import { runningId, seededNow } from '../helpers/seeded-data.ts';
import { failed, seedOfRuns, success } from '../helpers/seeded-run.ts';

const sizes = [
  { columns: 200, rows: 60 },
  { columns: 120, rows: 36 },
  { columns: 80, rows: 24 },
  { columns: 40, rows: 14 },
];

interface Visit {
  readonly name: string;
  readonly key: string;
  /** What shows that it has come. */
  readonly claim: string | RegExp;
  readonly runId: string;
}

const tabs: readonly Visit[] = [
  { name: 'overview', key: '1', claim: 'status  ', runId: failed.id },
  { name: 'config', key: '3', claim: 'pageSize: 100', runId: failed.id },
  { name: 'output', key: '4', claim: 'No output', runId: failed.id },
  { name: 'attempts', key: '5', claim: 'STARTED', runId: failed.id },
  { name: 'children', key: '6', claim: /child among/, runId: runningId },
  { name: 'why', key: '7', claim: 'from:', runId: failed.id },
  { name: 'diff', key: '8', claim: 'last success', runId: failed.id },
];

describe('golden frames of a run', () => {
  for (const { columns, rows } of sizes) {
    test.each(tabs)(`tab $name at ${columns}x${rows}`, async ({ name, key, claim, runId }) => {
      using console = open({ columns, rows });
      await show(console, runId);
      await console.press(key);
      await console.see(claim);
      await settled(console);
      await expect(frame(console)).toMatchFileSnapshot(`__frames__/run-${name}-${columns}x${rows}.txt`);
    });
  }

  test('two runs compared', async () => {
    using console = open({ columns: 120, rows: 36 });
    await show(console, failed.id);
    console.parts.model.store.setState({
      places: {
        stack: [{ screen: 'runs' }, { screen: 'compare', runIds: [success.id, failed.id] }],
        last: null,
      },
    });
    await console.see('compared with');
    await settled(console);
    await expect(frame(console)).toMatchFileSnapshot('__frames__/compare-120x36.txt');
  });

  test('what can be copied', async () => {
    using console = open({ columns: 120, rows: 36 });
    await show(console, failed.id);
    await console.press('3');
    await console.see('pageSize: 100');
    await console.press('Y');
    await console.see('Copy what?');
    await expect(frame(console)).toMatchFileSnapshot('__frames__/run-copy-120x36.txt');
  });

  test('without colour the same text, and no colour', async () => {
    using console = open({ columns: 80, rows: 24, color: 'none' });
    await show(console, failed.id);
    await console.press('3');
    await console.see('pageSize: 100');
    await settled(console);
    await expect(frame(console)).toMatchFileSnapshot('__frames__/run-config-80x24.txt');
    const cells = console.terminal.screen.lines().flatMap((_, row) => console.terminal.screen.cells(row));
    expect(cells.filter(({ style }) => style.foreground.kind !== 'default')).toEqual([]);
  });

  test('in ASCII every cell is ASCII', async () => {
    using console = open({ columns: 80, rows: 24, ascii: true });
    await show(console, failed.id);
    for (const { key, claim } of tabs.filter(({ runId }) => runId === failed.id)) {
      await console.press(key);
      await console.see(claim);
      expect(frame(console)).toMatch(/^[\n -~]*$/);
    }
    await console.press('3');
    await console.see('pageSize: 100');
    await settled(console);
    await expect(frame(console)).toMatchFileSnapshot('__frames__/run-config-80x24-ascii.txt');
  });
});

function open(options: { columns: number; rows: number; color?: 'none'; ascii?: boolean }): InProcessConsole {
  return openInProcess({ client: seededClient(seedOfRuns()), now: seededNow, ...options });
}

const patience = { timeout: 5_000 };

async function show(console: InProcessConsole, runId: string): Promise<void> {
  const { store } = console.parts.model;
  await expect.poll(() => store.getState().runs.phase, patience).toBe('ready');
  // Keys wait for the screens by themselves; this goes past them.
  await expect.poll(() => console.parts.ui.getState().isLoaded, patience).toBe(true);
  openRunFrom(console.parts, runId, { name: 'Runs', runIds: [success.id, runId] });
  await expect.poll(() => store.getState().detail?.attempts?.length ?? 0, patience).toBeGreaterThan(0);
}

/** Everything that is asked for has been answered: nothing says that it is being read. */
async function settled(console: InProcessConsole): Promise<void> {
  await console.see(/^(?![\s\S]*(?:reading|looking))/);
}

function frame(console: InProcessConsole): string {
  return `${console.terminal.screen
    .lines()
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}
