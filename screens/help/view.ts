import type { Scope } from '../../src/keys/command.ts';
import type { CommandRow } from '../../src/keys/command-table.ts';
import { displayKey } from '../../src/keys/hints.ts';
import { scopeTitle } from '../../src/keys/markdown.ts';
import { commandsOf } from '../../src/keys/match.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { padEnd } from '../../src/terminal/width.ts';

const keysWidth = 18;

/** The keys of a screen, made from the command table, innermost scope first. */
export function helpRows(scopes: readonly Scope[]): readonly Row[] {
  return [
    textRow(' Lower case looks, UPPER CASE acts and always asks first.', 'strong'),
    ...scopes.flatMap((scope) => [
      textRow(''),
      textRow(` ${scopeTitle(scope).toUpperCase()}`, 'accent'),
      ...commandsOf(scope).map(commandRow),
    ]),
  ];
}

function commandRow(command: CommandRow): Row {
  const keys = command.keys.map(displayKey).join(' ');
  return {
    spans: [
      { text: `   ${padEnd(keys, keysWidth)}  `, style: command.acts === true ? 'warn' : 'strong' },
      { text: command.text },
      { text: command.acts === true ? ' (asks first)' : '', style: 'dim' },
    ],
  };
}
