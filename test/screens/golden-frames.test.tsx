import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import { proposeAction } from '../../screens/acting/propose-action.ts';
import { retryAction } from '../../screens/acting/run-actions.ts';
import { failedRuns } from '../helpers/acting-console.ts';
import {
  type InProcessConsole,
  type InProcessOptions,
  openInProcess,
} from '../helpers/console-in-process.tsx';
import { seededClient } from '../helpers/seeded-client.ts';
import { seed, seededNow } from '../helpers/seeded-data.ts';

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 36 },
  { columns: 40, rows: 14 },
];

const visits: readonly (readonly [name: string, go: (console: InProcessConsole) => Promise<unknown>])[] = [
  ['runs', async () => {}],
  [
    'runs-marked',
    async (console) => {
      await console.press('space', 'v', 'down', 'v', 's');
      await console.see('Sort by');
      await console.press('d');
      await console.see(/sort: -duration.*3 marked/);
    },
  ],
  [
    'runs-menu',
    async (console) => {
      await console.press('s');
      await console.see('Sort by');
    },
  ],
  [
    'runs-groups',
    async (console) => {
      await console.press('#', 't', 'down');
      await console.see('> task:nightly');
    },
  ],
  [
    'run-detail',
    async (console) => {
      await console.press('down', 'enter');
      await console.see('line 40 of the log');
    },
  ],
  [
    'targets',
    async (console) => {
      await console.press('4', 'down');
      await console.see('> task:sync');
      await console.see('newest 2h');
    },
  ],
  [
    'form',
    async (console) => {
      await console.press('4', 'down', 'enter');
      await console.see('"pageSize": 100');
      await console.see('+ the config fits');
    },
  ],
  [
    'help',
    async (console) => {
      await console.press('?');
      await console.see('UPPER CASE acts');
    },
  ],
  [
    'keys',
    async (console) => {
      await console.type(':keys');
      await console.press('enter');
      await console.see('EVERYWHERE (everywhere)');
    },
  ],
  [
    'cancel',
    async (console) => {
      await console.press('down', 'X');
      await console.see('Cancel this run?');
    },
  ],
  [
    'cancel-held',
    async (console) => {
      await console.press('down', 'X');
      await console.see('Cancel this run?');
      await console.press('y');
      await console.see('not sent yet, 5s');
    },
  ],
  [
    'retry-many',
    async (console) => {
      proposeAction(console.parts, retryAction(failedRuns(127)));
      await console.see('Retry 127 runs?');
      await console.press('1', 'enter');
      await console.see('type 127 to go ahead');
    },
  ],
  [
    'ops',
    async (console) => {
      await console.press('down', 'X');
      await console.see('Cancel this run?');
      await console.press('y');
      await console.see('not sent yet, 5s');
      await console.press('u');
      await console.see('cancel taken back');
      await console.press(':');
      await console.type('ops');
      await console.press('enter');
      await console.see(/cancel +000000a1/);
    },
  ],
];

describe('golden frames', () => {
  for (const { columns, rows } of sizes) {
    test.each(visits)(`%s at ${columns}x${rows}`, async (name, go) => {
      using console = open({ columns, rows });
      await console.see('LIVE');
      await console.see('. pending');
      await go(console);
      await expect(frame(console)).toMatchFileSnapshot(`__frames__/${name}-${columns}x${rows}.txt`);
    });
  }

  test.each([
    { columns: 80, rows: 24 },
    { columns: 120, rows: 36 },
    { columns: 200, rows: 60 },
  ])('runs with a preview at $columns x $rows', async ({ columns, rows }) => {
    using console = open({ columns, rows });
    await console.see('. pending');
    await console.press('down', 'd');
    await console.see('line 40 of the log');
    await expect(frame(console)).toMatchFileSnapshot(`__frames__/runs-preview-${columns}x${rows}.txt`);
  });

  test('without colour the same text, and no colour', async () => {
    using console = open({ columns: 80, rows: 24, color: 'none' });
    await console.see('nightly');
    await expect(frame(console)).toMatchFileSnapshot('__frames__/runs-80x24.txt');
    const cells = console.terminal.screen.lines().flatMap((_, row) => console.terminal.screen.cells(row));
    expect(cells.filter(({ style }) => style.foreground.kind !== 'default')).toEqual([]);
    expect(cells.filter(({ style }) => style.background.kind !== 'default')).toEqual([]);
  });

  test('in ASCII every cell is ASCII', async () => {
    using console = open({ columns: 80, rows: 24, ascii: true });
    await console.see('nightly');
    await console.press('down', 'X');
    await console.see('Cancel this run?');
    await expect(frame(console)).toMatchFileSnapshot('__frames__/cancel-80x24-ascii.txt');
    expect(frame(console)).toMatch(/^[\n -~]*$/);
  });
});

function open(options: Omit<InProcessOptions, 'client'>): InProcessConsole {
  return openInProcess({ client: seededClient(seed()), now: seededNow, ...options });
}

function frame(console: InProcessConsole): string {
  return `${console.terminal.screen
    .lines()
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}
