import './console-environment.ts';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { everywhereCommands } from '../../screens/everywhere-commands.ts';
import { helpAbout } from '../../screens/help/source.ts';
import { listedCommands } from '../../screens/help/view.ts';
import type { ScreenCommands } from '../../screens/parts.ts';
import { commandsOf } from '../../src/keys/match.ts';
import type { InProcessConsole } from '../helpers/console-in-process.tsx';
import { allScreens, keys, press, screenOf, visited, visits } from './visits.ts';

const undone: (() => void)[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const restore of undone.splice(0)) restore();
});

/** Where no question is asked and no text is typed: there `?` tells what works. */
const looks = visits.filter(([name]) => !/form|new context|dialog|filter|palette|menu/.test(name));

/** Scopes of many screens, which do what of them has a meaning there. */
const shared: ReadonlySet<string> = new Set(['list', 'everywhere', 'log']);

/** What the help says here, as `key id`. */
function told({ parts }: InProcessConsole, screen: string): readonly string[] {
  const about = helpAbout(allScreens[screen] ?? null, parts.model.store.getState());
  return about.scopes.flatMap((scope) =>
    listedCommands(about, scope).flatMap(({ command, names }) => names.map((key) => `${key} ${command.id}`)),
  );
}

/** What the keys do here, as `key id`: every key is pressed, and what it would do is written down instead. */
function done(console: InProcessConsole, screen: string): readonly string[] {
  const found: string[] = [];
  let key = '';
  const own: ScreenCommands = allScreens[screen]?.commands ?? {};
  for (const [id, command] of Object.entries({ ...everywhereCommands, ...own })) {
    vi.spyOn(command, 'run').mockImplementation(() => void found.push(`${key} ${id}`));
    const { disabledReason } = command;
    undone.push(() => Object.assign(command, { disabledReason }));
    Object.assign(command, { disabledReason: undefined });
  }
  for (key of keys) press(console, key);
  return found;
}

describe.each(looks)('help on %s', (_name, way) => {
  test('lists every key that does something there, and no other', async () => {
    using console = await visited(way);
    const screen = screenOf(console);
    // Pressing it would stop this test.
    const but = (lines: readonly string[]) => lines.filter((line) => line !== 'ctrl+z suspend').sort();
    const listed = told(console, screen);
    expect(but(listed)).toEqual(but(done(console, screen)));
    expect(listed.length).toBeGreaterThan(20);
  });

  test('has every row of the scopes that are the screen’s own', async () => {
    using console = await visited(way);
    const screen = allScreens[screenOf(console)];
    const own =
      screen?.scopes(console.parts.model.store.getState()).filter((scope) => !shared.has(scope)) ?? [];
    const missing = own.flatMap(commandsOf).filter(({ id }) => screen?.commands[id] === undefined);
    expect(missing.map(({ scope, id }) => `${scope}.${id}`)).toEqual([]);
  });
});

test('what a screen does is in its help, on one of its tabs at least', async () => {
  const unlisted = new Map(
    Object.entries(allScreens).map(([name, { commands }]) => [name, new Set(Object.keys(commands))]),
  );
  for (const [, way] of looks) {
    using console = await visited(way);
    const name = screenOf(console);
    const about = helpAbout(allScreens[name] ?? null, console.parts.model.store.getState());
    const listed = about.scopes.flatMap((scope) => listedCommands(about, scope));
    for (const { command } of listed) unlisted.get(name)?.delete(command.id);
  }
  expect([...unlisted].flatMap(([name, ids]) => [...ids].map((id) => `${name}: ${id}`))).toEqual([]);
});
