import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import { keyName } from '../../screens/key-name.ts';
import { pressKey } from '../../screens/press-key.ts';
import { type CommandRow, commandTable } from '../../src/keys/command-table.ts';
import type { KeyPress } from '../../src/terminal/key-press.ts';
import { type InProcessConsole, openInProcess } from '../helpers/console-in-process.tsx';
import { seededClient } from '../helpers/seeded-client.ts';
import { seededContexts } from '../helpers/seeded-contexts.ts';
import { seed, seededNow } from '../helpers/seeded-data.ts';
import { pressed } from '../unit/components/pressed.ts';

const rows: readonly CommandRow[] = commandTable;
const keys = [...new Set(rows.flatMap((row) => row.keys))];

const visits: readonly (readonly [name: string, keys: readonly string[]])[] = [
  ['runs', []],
  ['runs, groups', ['#', 't']],
  ['runs, marks and preview', ['space', 'd', 'v']],
  ['runs, menu', ['s']],
  ['run detail, log', ['down', 'enter']],
  ['run detail, events', ['down', 'enter', 'tab']],
  ['run detail, line and event whole', ['down', 'enter', 'k', 'm', 'enter', 'tab', 'k']],
  ['merged logs', ['down', 'enter', ':', 'l', 'o', 'g', 's', 'enter']],
  ['run detail, attempts', ['down', 'enter', '5']],
  ['run detail, config', ['down', 'enter', '3']],
  ['run detail, children', ['down', 'enter', '6']],
  ['run detail, why', ['down', 'enter', '7']],
  ['run detail, diff', ['down', 'enter', '8']],
  ['two runs compared', ['space', 'down', 'space', '=']],
  ['targets', ['4']],
  ['schedules', ['3']],
  ['schedule', ['3', 'enter']],
  ['why', ['enter', '7']],
  ['batches', ['2']],
  ['batch', ['2', 'enter']],
  ['batch, heat strip', ['2', 'enter', 'tab']],
  ['batch, fingerprints', ['2', 'enter', 'tab', 'tab']],
  ['failures', ['5']],
  ['failure', ['5', 'enter']],
  ['contexts', ['6']],
  ['context under the cursor', ['6', 'down']],
  ['new context', ['6', 'n']],
  ['new context, a choice', ['6', 'n', 'up', 'up']],
  ['net', [':', 'n', 'e', 't', 'enter']],
  ['form', ['4', 'enter']],
  ['help', ['?']],
  ['keys', [':', 'k', 'e', 'y', 's', 'enter']],
  ['dialog', ['down', 'X']],
  ['dialog, typed text', ['down', 'X', 'tab']],
  ['log of actions', ['down', 'X', 'y', ':', 'o', 'p', 's', 'enter']],
  ['filter', ['/']],
  ['palette', [':']],
];

describe('every key of the table', () => {
  test.each(visits)('on %s does something or nothing, and the screen stays whole', async (_, way) => {
    for (const key of keys) {
      using console = openInProcess({
        client: seededClient(seed()),
        contexts: seededContexts().port,
        now: seededNow,
        columns: 100,
        rows: 30,
      });
      await console.see('. pending');
      for (const step of way) press(console, step);
      press(console, key);
      const shown = await console.terminal.until((lines) => lines[0]?.includes('vfjobs') === true);
      expect(shown).toHaveLength(30);
      expect(console.terminal.errors).toEqual([]);
    }
  });

  test('on a console without a server', async () => {
    using console = openInProcess({ client: () => new Promise(() => {}), now: seededNow });
    await console.see('starting the local executor');
    for (const key of keys) press(console, key);
    expect(console.terminal.errors).toEqual([]);
  });
});

test('a key press has the name that the table uses', () => {
  for (const key of keys) expect(keyName(pressOf(key))).toBe(key);
});

/** Presses past the bytes of a terminal, which the other tests go through. */
function press(console: InProcessConsole, key: string): void {
  // Stopping the process is the session's business, and would stop this test too.
  if (key !== 'ctrl+z') pressKey(console.parts, pressOf(key));
}

function pressOf(key: string): KeyPress {
  const press = pressed(key.length === 1 ? key : key.replace('+', '-'));
  if (key === 'space') return { ...press, input: ' ' };
  return { ...press, shift: press.shift || /^[A-Z]$/.test(key) };
}
