import type { Scope } from '../../src/keys/command.ts';
import type { CommandRow } from '../../src/keys/command-table.ts';
import { displayKey } from '../../src/keys/hints.ts';
import { type KeysInUse, tableKeys } from '../../src/keys/keys-in-use.ts';
import { scopeTitle } from '../../src/keys/markdown.ts';
import { commandsOf, keysOf } from '../../src/keys/match.ts';
import type { UserCommand } from '../../src/model/console-settings.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { type KeyLine, keyRows } from '../key-rows.ts';
import { wrapWords } from '../wrap-text.ts';

/** The keys of a screen as they hold now, innermost scope first; the user's own commands stand with their scope. */
export function helpRows(
  scopes: readonly Scope[],
  width: number,
  keys: KeysInUse = tableKeys,
): readonly Row[] {
  return [
    ...wrapWords('Lower case looks, UPPER CASE acts and always asks first.', width - 2).map((line) =>
      textRow(` ${line}`, 'strong'),
    ),
    ...(keys.problems.length === 0
      ? []
      : [textRow(` ${keys.problems.length} of your keys need a look: see :keys`, 'warn')]),
    ...scopes.flatMap((scope) => [
      textRow(''),
      textRow(` ${scopeTitle(scope).toUpperCase()}`, 'accent'),
      ...[
        ...commandsOf(scope).map((command) => commandLine(command, keys)),
        ...keys.commands.filter((command) => command.scope === scope).map(userLine),
      ].flatMap((line) => keyRows(line, width)),
    ]),
  ];
}

function commandLine(command: CommandRow, { overrides, origins }: KeysInUse): KeyLine {
  // Without a key it is a word of the palette.
  const keys = keysOf(command, overrides).map(displayKey).join(' ') || `:${command.id}`;
  return {
    keys,
    acts: command.acts === true,
    text: command.text,
    note: `${command.acts === true ? ' (asks first)' : ''}${origins[`${command.scope}.${command.id}`] === 'you' ? ' (your key)' : ''}`,
  };
}

function userLine({ key, name, text, palette, argv, acts, confirm }: UserCommand): KeyLine {
  return {
    keys: key === null ? `:${name}` : `${displayKey(key)} :${name}`,
    acts,
    text: text === '' ? (palette ?? argv.join(' ')) : text,
    note: confirm ? ' (yours; asks first)' : ' (yours)',
  };
}
