import { describe, expect, test } from 'vitest';
import { scopes } from '../../../src/keys/command.ts';
import { type CommandRow, commandTable } from '../../../src/keys/command-table.ts';
import { hintsFor } from '../../../src/keys/hints.ts';
import { keyTableMarkdown } from '../../../src/keys/markdown.ts';
import { commandsOf, matchCommand } from '../../../src/keys/match.ts';

const rows: readonly CommandRow[] = commandTable;

describe('command table', () => {
  test.each(scopes)('gives no key of the scope %s to two commands', (scope) => {
    const keys = commandsOf(scope).flatMap((command) => command.keys);
    expect(keys).toHaveLength(new Set(keys).size);
  });

  test('acts by upper-case letters only', () => {
    const acting = rows.filter(({ acts }) => acts === true);
    for (const row of acting) {
      expect(
        row.keys.every((key) => /^[A-Z]$/.test(key)),
        row.id,
      ).toBe(true);
    }
    const known = ['X', 'R', 'T', 'P', 'D', 'B'];
    expect(
      acting.flatMap(({ keys }): readonly string[] => keys).filter((key) => !known.includes(key)),
    ).toEqual([]);
  });

  test('uses no key that a terminal sends for another one or keeps for itself', () => {
    const taken = ['ctrl+h', 'ctrl+i', 'ctrl+j', 'ctrl+m', 'ctrl+[', 'ctrl+q', 'ctrl+\\'];
    expect(rows.flatMap((row) => row.keys).filter((key) => taken.includes(key))).toEqual([]);
  });
});

describe('matchCommand', () => {
  test('prefers the innermost scope', () => {
    expect(matchCommand('4', ['run', 'everywhere'])?.id).toBe('tab-4');
    expect(matchCommand('4', ['runs', 'everywhere'])?.id).toBe('go-targets');
    expect(matchCommand('l', ['log', 'run'])?.id).toBe('right');
    expect(matchCommand('l', ['runs'])?.id).toBe('open');
  });

  test('tells upper case from lower case', () => {
    expect(matchCommand('r', ['runs', 'everywhere'])?.id).toBe('refresh');
    expect(matchCommand('R', ['runs', 'everywhere'])?.id).toBe('retry');
    expect(matchCommand('x', ['runs', 'everywhere'])?.id).toBe('export');
    expect(matchCommand('X', ['runs', 'everywhere'])?.id).toBe('cancel');
  });

  test("the user's keys replace those of the table", () => {
    const overrides = { refresh: ['ctrl+r'] };
    expect(matchCommand('ctrl+r', ['everywhere'], overrides)?.id).toBe('refresh');
    expect(matchCommand('r', ['everywhere'], overrides)).toBeNull();
  });
});

describe('made from the table', () => {
  test('the footer shows each key once, the innermost meaning', () => {
    const hints = hintsFor(['log', 'panes', 'run', 'list', 'everywhere']);
    expect(hints.find(({ key }) => key === '/')?.label).toBe('search');
    expect(hints.map(({ key }) => key)).toHaveLength(new Set(hints.map(({ key }) => key)).size);
    expect(hints.map(({ key }) => key)).toContain('Tab');
  });

  test('the README gets a row for every command', () => {
    const markdown = keyTableMarkdown();
    expect(markdown.trimEnd().split('\n')).toHaveLength(rows.length + 2);
    expect(markdown).toMatch(/^\| Runs \| `X` \| Cancel .* \(asks first\) \|$/m);
    expect(markdown).toContain('`^D`');
  });
});
