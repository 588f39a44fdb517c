import { lateScreens } from '../../screens/late-screens.ts';
import type { ScreenDefinition } from '../../screens/parts.ts';
import { pressKey } from '../../screens/press-key.ts';
import { runsDefinition } from '../../screens/runs/definition.ts';
import { type CommandRow, commandTable } from '../../src/keys/command-table.ts';
import { currentPlace } from '../../src/store/places.ts';
import type { KeyPress } from '../../src/terminal/key-press.ts';
import { turn } from '../helpers/acting-console.ts';
import { type InProcessConsole, openInProcess } from '../helpers/console-in-process.tsx';
import { seededClient } from '../helpers/seeded-client.ts';
import { seededContexts } from '../helpers/seeded-contexts.ts';
import { seed, seededNow } from '../helpers/seeded-data.ts';
import { pressed } from '../unit/components/pressed.ts';

/** Every command of the table. */
export const rows: readonly CommandRow[] = commandTable;
/** Every key of the table, once. */
export const keys: readonly string[] = [...new Set(rows.flatMap((row) => row.keys))];

/** Every screen of the console by its name. */
export const allScreens: Readonly<Record<string, ScreenDefinition>> = {
  runs: runsDefinition,
  ...lateScreens,
};

/** The ways to every screen and to what is open over them, from the first screen of the seeded console. */
export const visits: readonly (readonly [name: string, keys: readonly string[]])[] = [
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
  ['schedule editor, its form', ['3', 'e']],
  ['schedule editor, next fires', ['3', 'e', 'ctrl+p']],
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
  ['output', [':', 's', 'e', 't', 't', 'i', 'n', 'g', 's', 'enter']],
  ['keys', [':', 'k', 'e', 'y', 's', 'enter']],
  ['dialog', ['down', 'X']],
  ['dialog, typed text', ['down', 'X', 'tab']],
  ['log of actions', ['down', 'X', 'y', ':', 'o', 'p', 's', 'enter']],
  ['filter', ['/']],
  ['palette', [':']],
];

/** The seeded console, at the end of a way. */
export async function visited(way: readonly string[]): Promise<InProcessConsole> {
  const console = openInProcess({
    client: seededClient(seed()),
    contexts: seededContexts().port,
    now: seededNow,
    columns: 100,
    rows: 30,
  });
  await console.see('. pending');
  for (const step of way) {
    press(console, step);
    await turn();
  }
  return console;
}

/** The screen that is shown. */
export function screenOf({ parts }: InProcessConsole): string {
  return currentPlace(parts.model.store.getState().places).screen;
}

/** Presses past the bytes of a terminal, which the other tests go through. */
export function press(console: InProcessConsole, key: string): void {
  // Stopping the process is the session's business, and would stop this test too.
  if (key !== 'ctrl+z') pressKey(console.parts, pressOf(key));
}

/** A key of the table as the terminal gives it. */
export function pressOf(key: string): KeyPress {
  const press = pressed(key.length === 1 ? key : key.replace('+', '-'));
  if (key === 'space') return { ...press, input: ' ' };
  return { ...press, shift: press.shift || /^[A-Z]$/.test(key) };
}
