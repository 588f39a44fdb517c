import type { Scope } from '../../src/keys/command.ts';
import type { CommandRow } from '../../src/keys/command-table.ts';
import { displayKey } from '../../src/keys/hints.ts';
import { type KeysInUse, tableKeys } from '../../src/keys/keys-in-use.ts';
import { scopeTitle } from '../../src/keys/markdown.ts';
import { commandsOf, keysOf, matchCommand } from '../../src/keys/match.ts';
import type { UserCommand } from '../../src/model/console-settings.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { type KeyLine, keyRows } from '../key-rows.ts';
import { wrapWords } from '../wrap-text.ts';

/** What the help is about. */
export interface HelpAbout {
  /** Where a key is looked up there, innermost scope first. */
  readonly scopes: readonly Scope[];
  /** Where one comes to from there and can't ask for help: forms, questions. */
  readonly further: readonly Scope[];
  /** Whether the screen does a command at all. */
  readonly isDone: (command: CommandRow) => boolean;
}

/**
 * The keys that work on a screen now, innermost scope first; the user's own commands stand with their scope. A key that
 * means something else in an inner scope is not listed for the outer one.
 */
export function helpRows(about: HelpAbout, width: number, keys: KeysInUse = tableKeys): readonly Row[] {
  return [
    ...wrapWords('Lower case looks, UPPER CASE acts and always asks first.', width - 2).map((line) =>
      textRow(` ${line}`, 'strong'),
    ),
    ...(keys.problems.length === 0
      ? []
      : [textRow(` ${keys.problems.length} of your keys need a look: see :keys`, 'warn')]),
    ...[...about.scopes, ...about.further].flatMap((scope) => {
      const lines = [
        ...listedCommands(about, scope, keys).map(({ command, names }) => commandLine(command, names, keys)),
        ...keys.commands.filter((command) => command.scope === scope).map(userLine),
      ];
      if (lines.length === 0) return [];
      const title = textRow(` ${scopeTitle(scope).toUpperCase()}`, 'accent');
      return [textRow(''), title, ...lines.flatMap((line) => keyRows(line, width))];
    }),
  ];
}

/** A command with those of its keys that reach it. */
interface ListedCommand {
  readonly command: CommandRow;
  readonly names: readonly string[];
}

/** The commands of a scope that work there. One without a key is a word of the palette. */
export function listedCommands(
  { scopes, isDone }: HelpAbout,
  scope: Scope,
  { overrides, commands }: KeysInUse = tableKeys,
): readonly ListedCommand[] {
  const place = scopes.indexOf(scope);
  if (place < 0) return commandsOf(scope).map((command) => ({ command, names: keysOf(command, overrides) }));
  const inner = scopes.slice(0, place);
  const isHidden = (key: string) =>
    matchCommand(key, inner, overrides) !== null ||
    commands.some(
      (own) => own.key === key && (own.scope === scope || inner.some((each) => each === own.scope)),
    );
  return commandsOf(scope).flatMap((command) => {
    if (!isDone(command)) return [];
    const all = keysOf(command, overrides);
    const names = all.filter((key) => !isHidden(key));
    return all.length > 0 && names.length === 0 ? [] : [{ command, names }];
  });
}

function commandLine(command: CommandRow, names: readonly string[], { origins }: KeysInUse): KeyLine {
  return {
    keys: names.map(displayKey).join(' ') || `:${command.id}`,
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
