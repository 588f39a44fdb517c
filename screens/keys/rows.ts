import { scopes } from '../../src/keys/command.ts';
import { displayKey } from '../../src/keys/hints.ts';
import type { KeysInUse } from '../../src/keys/keys-in-use.ts';
import { scopeTitle } from '../../src/keys/markdown.ts';
import { commandsOf, keysOf } from '../../src/keys/match.ts';
import { presetNotes } from '../../src/keys/presets.ts';
import type { KeyPresetName, SettingProblem, UserCommand } from '../../src/model/console-settings.ts';
import { type Row, type StyleName, textRow } from '../../src/terminal/row.ts';
import { type KeyLine, keyRows } from '../key-rows.ts';
import { wrapWords } from '../wrap-text.ts';

/** What the page of keys is made from. */
export interface KeysPage {
  readonly keys: KeysInUse;
  readonly preset: KeyPresetName;
  /** The settings file; null when there is none. */
  readonly path: string | null;
  readonly problems: readonly SettingProblem[];
}

const notes = { you: '  (your key)', preset: '  (preset)' } as const;

/** Every command with the keys that hold now and who gave them; before that, what of the settings is not used. */
export function keysPageRows({ keys, preset, path, problems }: KeysPage, width: number): readonly Row[] {
  const found = [...problems, ...keys.problems];
  const note = presetNotes[preset];
  return [
    ...wrapped(
      `Keys: ${preset === 'vfjobs' ? 'as built in' : `preset ${preset}`}${path === null ? '' : `; yours are in ${path}`}`,
      width,
      'strong',
    ),
    ...(note === '' ? [] : wrapped(note, width, 'dim')),
    ...(found.length === 0
      ? wrapped('No clash, nothing unknown, nothing refused.', width, 'ok')
      : [
          textRow(` ${found.length} to look at:`, 'warn'),
          ...found.flatMap(({ name, message }) =>
            wrapped(`- ${name}: ${message}`.replace('- : ', '- '), width, 'warn'),
          ),
        ]),
    ...scopes.flatMap((scope) => {
      const rows = [
        ...commandsOf(scope).map((command): KeyLine => {
          const { id, text, acts = false } = command;
          const shown = keysOf(command, keys.overrides).map(displayKey).join(' ');
          const origin = keys.origins[`${scope}.${id}`];
          const note = origin === undefined ? '' : notes[origin];
          return { keys: shown === '' ? '(none)' : shown, id, text, note, acts };
        }),
        ...keys.commands.filter((command) => command.scope === scope).map(userLine),
      ].flatMap((line) => keyRows(line, width));
      return rows.length === 0
        ? []
        : [textRow(''), textRow(` ${scopeTitle(scope).toUpperCase()} (${scope})`, 'accent'), ...rows];
    }),
  ];
}

function userLine({ key, name, text, palette, argv, acts }: UserCommand): KeyLine {
  const keys = key === null ? '(none)' : displayKey(key);
  return {
    keys,
    id: `:${name}`,
    text: text === '' ? (palette ?? argv.join(' ')) : text,
    note: notes.you,
    acts,
  };
}

function wrapped(text: string, width: number, style: StyleName): readonly Row[] {
  return wrapWords(text, Math.max(10, width - 2)).map((line) => textRow(` ${line}`, style));
}
