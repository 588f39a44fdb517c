import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../src/model/event.ts';
import { logPrefix } from '../../src/model/log.ts';
import {
  type InProcessConsole,
  type InProcessOptions,
  openInProcess,
} from '../helpers/console-in-process.tsx';
import { seededClient } from '../helpers/seeded-client.ts';
import { runningId, seed, seededNow } from '../helpers/seeded-data.ts';

const sizes = [
  { columns: 200, rows: 60 },
  { columns: 120, rows: 36 },
  { columns: 80, rows: 24 },
  { columns: 40, rows: 14 },
];

const otherId = '019af2b0-0000-7000-8000-000000000005';

/** What a run prints: levels, JSON, lines that are alike, and what wants to reach the terminal. */
const printed = [
  'draft: model call 1/5 tokens_in=18231',
  '{"level":"info","msg":"tool fetch_url","url":"https://example.org/a","try":1}',
  'ERROR fetch_url https://example.org/c 403',
  ...Array.from(
    { length: 17 },
    (_, beat) => `WARN provider: no bytes for ${(beat + 1) * 30}s, keep-alive sent`,
  ),
  '\x1b[2J\x1b]0;owned\x07\x1b[31mred\x1b[0m\x9b31m \u202edesrever 重い画像 🇫🇷 \x07',
  'DEBUG heartbeat worker eu-3 rss=412MB',
  `a long line ${'abcdefghij '.repeat(40)}`,
  'done',
];

const logOf = (texts: readonly string[], every: number) =>
  texts.map((text, index) => `${logPrefix(seededNow - 170_000 + index * every, 'stdout')}${text}\n`).join('');

const event = (
  id: number,
  second: number,
  type: string,
  level: RunEvent['level'],
  message: string,
): RunEvent => ({
  id,
  runId: runningId,
  type,
  level,
  message,
  payload: type === 'tool.result' ? { tool: 'fetch_url', ok: 3, failed: 1, errors: [{ status: 403 }] } : null,
  createdAt: new Date(seededNow - 170_000 + second * 1_000).toISOString(),
});

const events = [
  event(1, 0, 'run.accepted', 'info', 'Accepted task:embed-docs'),
  event(2, 1, 'run.started', 'info', 'Attempt 1 started'),
  event(3, 2, 'tool.result', 'error', 'fetch_url 3 ok 1 error\x1b[31m'),
  event(4, 60, 'progress', 'debug', '412/675 guide/'),
];

const visits: readonly (readonly [name: string, go: (console: InProcessConsole) => Promise<unknown>])[] = [
  ['log-live', async (console) => console.see('done')],
  [
    'log-search',
    async (console) => {
      await console.press('/');
      await console.type('no bytes');
      await console.press('enter');
      await console.see('17 of 17');
      await console.press('m', 'N');
      await console.see('16 of 17');
    },
  ],
  [
    'log-folded',
    async (console) => {
      await console.type(':similar');
      await console.press('enter', 'g');
      await console.see('x17 similar');
    },
  ],
  [
    'log-levels',
    async (console) => {
      await console.press('v', 'v', 't', 'w');
      await console.see(/LOG 18 of 24/);
    },
  ],
  [
    'log-whole',
    async (console) => {
      await console.press('g', 'j', 'enter');
      await console.see('"level": "info"');
    },
  ],
  [
    'log-event',
    async (console) => {
      await console.press('tab', 'k', 'enter');
      await console.see('tool.result  id 3');
    },
  ],
  [
    'logs-merged',
    async (console) => {
      await console.type(`:logs ${runningId} ${otherId}`);
      await console.press('enter');
      await console.see('LOGS 27 lines');
    },
  ],
];

describe('golden frames of logs', () => {
  for (const { columns, rows } of sizes) {
    test.each(visits)(`%s at ${columns}x${rows}`, async (name, go) => {
      using console = await opened({ columns, rows });
      await go(console);
      await settled(console);
      await expect(frame(console)).toMatchFileSnapshot(`__frames__/${name}-${columns}x${rows}.txt`);
    });
  }

  test('without colour the same text, and no colour', async () => {
    using console = await opened({ columns: 80, rows: 24, color: 'none' });
    await console.see('done');
    await settled(console);
    await expect(frame(console)).toMatchFileSnapshot('__frames__/log-live-80x24.txt');
    const cells = console.terminal.screen.lines().flatMap((_, row) => console.terminal.screen.cells(row));
    expect(cells.filter(({ style }) => style.foreground.kind !== 'default')).toEqual([]);
  });

  test('in ASCII every cell is ASCII', async () => {
    using console = await opened({ columns: 120, rows: 36, ascii: true });
    await console.press('g', 'j', 'enter');
    await console.see('"msg": "tool fetch_url"');
    await settled(console);
    await expect(frame(console)).toMatchFileSnapshot('__frames__/log-whole-120x36-ascii.txt');
    expect(frame(console)).toMatch(/^[\n -~]*$/);
  });
});

async function opened(options: Omit<InProcessOptions, 'client'>): Promise<InProcessConsole> {
  const logs = {
    [runningId]: logOf(printed, 1_000),
    [otherId]: logOf(['other: starts', 'other: ERROR no', 'other: ends'], 3_000),
  };
  const client = seededClient({ ...seed(), logs, events: { [runningId]: events } });
  const console = openInProcess({ client, now: seededNow, ...options });
  await console.see('LIVE');
  await console.see('. pending');
  await console.press('down', 'enter');
  await console.see(/>LOG \d/);
  return console;
}

/** Nothing is still to come: what was asked for has been answered and painted. */
async function settled(console: InProcessConsole): Promise<void> {
  let before = '';
  while (before !== frame(console)) {
    before = frame(console);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function frame(console: InProcessConsole): string {
  return `${console.terminal.screen
    .lines()
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}
