import type { KeyOverrides, Scope } from './command.ts';
import type { CommandId } from './command-table.ts';
import { commandsOf, keysOf } from './match.ts';

export interface KeyHint {
  readonly id: CommandId;
  readonly key: string;
  readonly label: string;
}

const shortNames: Readonly<Record<string, string>> = {
  enter: 'Enter',
  escape: 'Esc',
  tab: 'Tab',
  'shift+tab': 'S-Tab',
  space: 'Space',
  pagedown: 'PgDn',
  pageup: 'PgUp',
  home: 'Home',
  end: 'End',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
};

/** A key as people write it: `^N`, `Enter`, `PgDn`. */
export function displayKey(key: string): string {
  const named = shortNames[key];
  if (named !== undefined) return named;
  return key.startsWith('ctrl+') ? `^${key.slice(5).toUpperCase()}` : key;
}

/** What the footer shows: the commands with a hint, innermost scope first, each key once. */
export function hintsFor(scopes: readonly Scope[], overrides: KeyOverrides = {}): readonly KeyHint[] {
  const hints = new Map<string, KeyHint>();
  for (const command of scopes.flatMap(commandsOf)) {
    const key = keysOf(command, overrides)[0];
    if (command.hint === undefined || key === undefined || hints.has(key)) continue;
    hints.set(key, { id: command.id, key: displayKey(key), label: command.hint });
  }
  return [...hints.values()];
}
