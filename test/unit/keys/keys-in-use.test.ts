import { describe, expect, test } from 'vitest';
import { scopes } from '../../../src/keys/command.ts';
import { type CommandRow, commandTable } from '../../../src/keys/command-table.ts';
import { readKey } from '../../../src/keys/key-text.ts';
import { type KeyChoice, keysInUse, tableKeys } from '../../../src/keys/keys-in-use.ts';
import { commandsOf, keysOf, matchCommand } from '../../../src/keys/match.ts';
import { keyPresets } from '../../../src/keys/presets.ts';
import { defaultSettings, keyPresetNames, type UserCommand } from '../../../src/model/console-settings.ts';

const rows: readonly CommandRow[] = commandTable;

function choose(choice: Partial<KeyChoice>) {
  return keysInUse({ ...defaultSettings, ...choice });
}

function own(command: Partial<UserCommand>): UserCommand {
  return {
    name: 'page',
    key: null,
    scope: 'runs',
    text: '',
    argv: ['less'],
    acts: false,
    confirm: false,
    palette: null,
    output: 'terminal',
    ...command,
  };
}

describe('readKey', () => {
  test.each([
    ['j', 'j'],
    ['G', 'G'],
    ['Ctrl+R', 'ctrl+r'],
    ['^R', 'ctrl+r'],
    ['C-r', 'ctrl+r'],
    ['Esc', 'escape'],
    ['PgDn', 'pagedown'],
    ['gg', 'g'],
    ['Alt-x', 'alt+x'],
    ['F5', 'f5'],
    ['hello', null],
    ['', null],
  ])('%s is %s', (text, key) => {
    expect(readKey(text)).toBe(key);
  });
});

describe("the user's keys", () => {
  test('without any, the table holds', () => {
    expect(choose({})).toBe(tableKeys);
  });

  test('replace those of the table, in all scopes or in one', () => {
    const { overrides, problems } = choose({ keys: { refresh: ['Ctrl+R'], 'runs.retry': ['Z'] } });
    expect(matchCommand('ctrl+r', ['everywhere'], overrides)?.id).toBe('refresh');
    expect(matchCommand('r', ['everywhere'], overrides)).toBeNull();
    expect(matchCommand('Z', ['runs'], overrides)?.id).toBe('retry');
    expect(matchCommand('R', ['runs'], overrides)).toBeNull();
    expect(matchCommand('R', ['run'], overrides)?.id).toBe('retry');
    expect(problems).toEqual([]);
  });

  test.each([
    ['cancel', 'x', 'upper-case'],
    ['cancel', 'ctrl+d', 'upper-case'],
    ['retry', 'delete', 'upper-case'],
    ['refresh', 'ctrl+h', 'Backspace'],
    ['refresh', 'Ctrl+I', 'Tab'],
    ['refresh', 'ctrl+[', 'Esc'],
    ['refresh', 'ctrl+z', 'suspends'],
    ['refresh', 'ctrl+a', 'prefix of screen'],
    ['refresh', 'ctrl+b', 'only beside another key'],
    ['refresh', 'ctrl+w', 'only beside another key'],
    ['refresh', 'ctrl+s', 'flow control'],
    ['refresh', 'ctrl+space', 'input method'],
    ['refresh', 'F5', 'F keys'],
    ['refresh', 'alt+r', 'slow links'],
    ['refresh', 'backspace', 'typing'],
    ['refresh', 'ctrl+c', 'quits'],
    ['refresh', 'nonsense', 'names no key'],
    ['submit', 'x', 'typed'],
    ['accept', 'y', 'alike everywhere'],
  ])('%s cannot have %s, and keeps what it has', (id, key, why) => {
    const { overrides, problems } = choose({ keys: { [id]: [key] } });
    expect(problems).toContainEqual({
      kind: 'forbidden',
      name: `keys.${id}`,
      message: expect.stringContaining(why),
    });
    for (const row of rows.filter((each) => each.id === id)) expect(keysOf(row, overrides)).toEqual(row.keys);
  });

  test('a prefix of tmux is fine beside another key', () => {
    expect(
      choose({ keys: { refresh: ['f5', 'ctrl+r', 'ctrl+b'] } }).problems.map(({ kind }) => kind),
    ).toEqual(['forbidden']);
  });

  test('nobody can be locked in', () => {
    const { overrides } = choose({ keys: { quit: ['ctrl+x'], back: ['ctrl+g'], suspend: [] } });
    expect(matchCommand('ctrl+c', ['everywhere'], overrides)?.id).toBe('quit');
    expect(matchCommand('escape', ['everywhere'], overrides)?.id).toBe('back');
    expect(matchCommand('ctrl+z', ['everywhere'], overrides)?.id).toBe('suspend');
  });

  test('a key that another command has goes to the one that the user named, and both are told', () => {
    const { overrides, problems } = choose({ keys: { hold: ['r'] } });
    expect(matchCommand('r', ['everywhere'], overrides)?.id).toBe('hold');
    expect(problems).toContainEqual({
      kind: 'clash',
      name: 'everywhere.refresh',
      message: expect.stringMatching(/^its r went to hold; no key is left/),
    });
  });

  test('one key for two commands of one scope goes to the first', () => {
    const { overrides, problems } = choose({ keys: { refresh: ['ctrl+r'], hold: ['ctrl+r'] } });
    expect(matchCommand('ctrl+r', ['everywhere'], overrides)?.id).toBe('refresh');
    expect(problems).toContainEqual({
      kind: 'clash',
      name: 'keys.hold',
      message: expect.stringContaining('ctrl+r belongs to refresh in everywhere'),
    });
  });

  test('a key that an inner scope has already is told', () => {
    const { problems } = choose({ keys: { refresh: ['/'] } });
    expect(problems).toContainEqual({
      kind: 'hidden',
      name: 'keys.refresh',
      message: expect.stringContaining('filter in runs'),
    });
  });

  test('an unknown id is told with what there is', () => {
    const [problem] = choose({ keys: { retyr: ['Z'] } }).problems;
    expect(problem).toMatchObject({ kind: 'unknown', name: 'keys.retyr' });
    expect(problem?.message).toContain('retry');
  });

  test('an empty list takes the keys away', () => {
    const { overrides, problems } = choose({ keys: { hold: [] } });
    expect(matchCommand('p', ['everywhere'], overrides)).toBeNull();
    expect(problems).toEqual([]);
  });
});

describe("the user's commands", () => {
  test('come before the table where they live, and the table is told', () => {
    const { commands, overrides, problems } = choose({ commands: [own({ key: 't' })] });
    expect(commands[0]?.key).toBe('t');
    expect(matchCommand('t', ['runs'], overrides)).toBeNull();
    expect(problems).toContainEqual({
      kind: 'clash',
      name: 'runs.time',
      message: expect.stringContaining('its t went to :page'),
    });
  });

  test.each([
    [own({ acts: true, key: 'z' }), 'upper-case'],
    [own({ key: 'ctrl+h' }), 'Backspace'],
    [own({ scope: 'nowhere' }), 'no scope'],
    [own({ scope: 'dialog', key: 'z' }), 'no scope'],
  ])('what cannot be is told: %j', (command, why) => {
    const { commands, problems } = choose({ commands: [command] });
    expect(problems[0]).toMatchObject({ name: 'commands.page', message: expect.stringContaining(why) });
    expect(commands.every(({ key }) => key === null)).toBe(true);
  });
});

describe.each(keyPresetNames)('the preset %s', (keyPreset) => {
  const { overrides, problems } = choose({ keyPreset, keys: { nothing: [] } });

  test('clashes with nothing and names only commands that are there', () => {
    expect(problems.filter(({ name }) => name !== 'keys.nothing')).toEqual([]);
    const ids = new Set(rows.map(({ id }): string => id));
    expect(Object.keys(keyPresets[keyPreset]).filter((id) => !ids.has(id))).toEqual([]);
  });

  test.each(scopes)('gives no key of the scope %s to two commands', (scope) => {
    const keys = commandsOf(scope).flatMap((command) => keysOf(command, overrides));
    expect(keys).toHaveLength(new Set(keys).size);
  });

  test('acts by upper-case letters only, and lets every command be reached', () => {
    for (const row of rows) {
      const keys = keysOf(row, overrides);
      if (row.keys.length > 0) expect(keys.length, row.id).toBeGreaterThan(0);
      if (row.acts === true) expect(keys.join('')).toMatch(/^[A-Z]+$/);
    }
  });
});
