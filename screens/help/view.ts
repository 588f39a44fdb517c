import type { Scope } from '../../src/keys/command.ts';
import type { CommandRow } from '../../src/keys/command-table.ts';
import { displayKey } from '../../src/keys/hints.ts';
import { type KeysInUse, tableKeys } from '../../src/keys/keys-in-use.ts';
import { scopeTitle } from '../../src/keys/markdown.ts';
import { commandsOf, keysOf } from '../../src/keys/match.ts';
import type { UserCommand } from '../../src/model/console-settings.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { padEnd } from '../../src/terminal/width.ts';

const keysWidth = 18;

/** The keys of a screen as they hold now, innermost scope first; the user's own commands stand with their scope. */
export function helpRows(scopes: readonly Scope[], keys: KeysInUse = tableKeys): readonly Row[] {
  return [
    textRow(' Lower case looks, UPPER CASE acts and always asks first.', 'strong'),
    ...(keys.problems.length === 0
      ? []
      : [textRow(` ${keys.problems.length} of your keys need a look: see :keys`, 'warn')]),
    ...scopes.flatMap((scope) => [
      textRow(''),
      textRow(` ${scopeTitle(scope).toUpperCase()}`, 'accent'),
      ...commandsOf(scope).map((command) => commandRow(command, keys)),
      ...keys.commands.filter((command) => command.scope === scope).map(userRow),
    ]),
  ];
}

function commandRow(command: CommandRow, { overrides, origins }: KeysInUse): Row {
  // Without a key it is a word of the palette.
  const keys = keysOf(command, overrides).map(displayKey).join(' ') || `:${command.id}`;
  return helpRow({
    keys,
    acts: command.acts === true,
    text: command.text,
    note: `${command.acts === true ? ' (asks first)' : ''}${origins[`${command.scope}.${command.id}`] === 'you' ? ' (your key)' : ''}`,
  });
}

function userRow({ key, name, text, argv, acts, confirm }: UserCommand): Row {
  return helpRow({
    keys: key === null ? `:${name}` : `${displayKey(key)} :${name}`,
    acts,
    text: text === '' ? argv.join(' ') : text,
    note: confirm ? ' (yours; asks first)' : ' (yours)',
  });
}

function helpRow(parts: { keys: string; acts: boolean; text: string; note: string }): Row {
  return {
    spans: [
      { text: `   ${padEnd(parts.keys, keysWidth)}  `, style: parts.acts ? 'warn' : 'strong' },
      { text: parts.text },
      { text: parts.note, style: 'dim' },
    ],
  };
}
