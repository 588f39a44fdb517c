import './console-environment.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { settingsInMemory } from '../../src/model/console-settings.ts';
import { UserError } from '../../src/model/errors.ts';
import { takeScreen } from '../../src/terminal/screen-modes.ts';
import { turn } from '../helpers/acting-console.ts';
import { type InProcessConsole, openInProcess } from '../helpers/console-in-process.tsx';
import { hostile, hostileContexts, hostileEntry, hostileSeed } from '../helpers/hostile-seed.ts';
import { foreignIn, printedIn } from '../helpers/own-bytes.ts';
import { seededClient } from '../helpers/seeded-client.ts';
import { runningId, seededNow } from '../helpers/seeded-data.ts';
import { press, visits } from './visits.ts';

/** The screen shows data within 33 ms; in ms. */
const longerThanTick = 50;

const palette = (words: string) => [':', ...words.replaceAll(' ', '\0'), 'enter'].map(named);

/** Further places where outside text is shown, past the ways to every screen. */
const more: readonly (readonly [name: string, keys: readonly string[]])[] = [
  ['filter, targets completed', ['/', ...'target:', 'tab']],
  ['filter, batches completed', ['/', ...'batch:', 'tab']],
  ['palette, views completed', [':', ...'view', 'space', 'tab']],
  ['palette, contexts completed', [':', ...'ctx', 'space', 'tab']],
  ['context that does not open', palette('ctx prod-eu')],
  ['context tried', ['6', 'down', 't']],
  ['groups by target', ['#', 'down', 'enter']],
  ['failure groups', ['5', 'enter', 'down', 'enter']],
  ['wide list', ['w', 'd', 'down', 'down', 'down']],
  ['run detail, output', ['down', 'enter', '4', '+']],
  ['search in a document', ['down', 'enter', '3', '/', ...'value', 'enter']],
  ['search in a log', ['down', 'enter', '/', ...'line', 'enter']],
  ['log, wrapped with times', ['down', 'enter', 'w', 't', 'k', 'enter']],
  ['retry of a batch', ['2', 'enter', 'R']],
  ['copy menu', ['down', 'enter', 'Y']],
  ['link', ['down', 'enter', 'o']],
  ['earlier actions', palette('ops')],
];

describe('hostile text in every place where outside text is shown', () => {
  test.each([...visits, ...more])('%s', async (_, way) => {
    using console = await openHostile();
    await walk(console, way);
    expectClean(console);
  });

  test('what a server refuses an action with', async () => {
    const client = seededClient(hostileSeed());
    using console = await openHostile(client);
    await walk(console, ['down']);
    client.refuse(new UserError('conflict', hostile('It has ended'), { fix: hostile('Look at it') }));
    await walk(console, ['X', 'y', 'X']);
    await console.see('It has ended');
    expectClean(console);
  });

  test('why a link is lost or refused, and news of runs, events and lines', async () => {
    const client = seededClient(hostileSeed());
    using console = await openHostile(client);
    await walk(console, ['down', 'enter']);
    client.link({ kind: 'offline', reason: hostile('the cable'), nextTryAt: seededNow + 5_000 });
    await console.see('the cable');
    client.link({ kind: 'refused', reason: hostile('the token'), fix: hostile('log in') });
    await console.see('the token');
    client.link({ kind: 'polling', reason: hostile('no channel') });
    await walk(console, palette('net'));
    client.link({ kind: 'live' });
    client.tellRuns([
      { ...(await client.runs.get(runningId)), progress: { done: 1, total: 2, note: hostile('p') } },
    ]);
    client.print(runningId, `${hostile('printed late').replaceAll('\n', ' ')}\n`);
    await walk(console, ['escape', 'escape']);
    expectClean(console);
  });

  test('in a terminal that takes ASCII alone nothing else is sent', async () => {
    using console = await openHostile(seededClient(hostileSeed()), true);
    await walk(console, ['down', 'enter', '3', '7', 'escape', '2', 'enter', '5', '6', '4']);
    expectClean(console);
    expect(printedIn(framesOf(console))).toMatch(/^[ -~\n]*$/);
  });
});

async function openHostile(client = seededClient(hostileSeed()), ascii = false): Promise<InProcessConsole> {
  const name = 'bad';
  const console = openInProcess({
    client,
    ascii,
    contexts: hostileContexts(),
    journal: { append: async () => true, read: async () => [hostileEntry()] },
    contextName: hostile('office'),
    settings: settingsInMemory({
      views: { [hostile('mine')]: hostile('status:failed') },
      commands: [
        {
          name,
          key: 'z',
          scope: 'runs',
          text: hostile('Does something'),
          palette: null,
          argv: ['true', hostile('{run.id}')],
          acts: false,
          confirm: true,
          output: 'pane',
        },
      ],
    }),
    now: seededNow,
    columns: 100,
    rows: 30,
  });
  await console.see('. pending');
  return console;
}

async function walk(console: InProcessConsole, way: readonly string[]): Promise<void> {
  for (const step of way) {
    press(console, step);
    await turn();
    if (step === 'enter') await painted(console);
  }
  await painted(console);
}

/** Resolves when nothing has been written for longer than the screen takes to show what has changed. */
async function painted({ terminal }: InProcessConsole): Promise<void> {
  for (let count = -1; count !== terminal.writes.length; await delay(longerThanTick))
    count = terminal.writes.length;
}

function expectClean(console: InProcessConsole): void {
  expect(foreignIn(framesOf(console))).toBe('');
  expect(console.terminal.errors).toEqual([]);
  expect(console.terminal.screen.lines()).toHaveLength(30);
}

function framesOf({ terminal }: InProcessConsole): string {
  return terminal.writes.join('').replace(takeScreen, '');
}

function named(key: string): string {
  return key === '\0' ? 'space' : key;
}
