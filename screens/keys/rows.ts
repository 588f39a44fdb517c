import { scopes } from '../../src/keys/command.ts';
import { displayKey } from '../../src/keys/hints.ts';
import type { KeysInUse } from '../../src/keys/keys-in-use.ts';
import { scopeTitle } from '../../src/keys/markdown.ts';
import { commandsOf, keysOf } from '../../src/keys/match.ts';
import { presetNotes } from '../../src/keys/presets.ts';
import type { KeyPresetName, SettingProblem, UserCommand } from '../../src/model/console-settings.ts';
import { type Row, type StyleName, textRow } from '../../src/terminal/row.ts';
import { padEnd } from '../../src/terminal/width.ts';
import { wrapWords } from '../wrap-text.ts';

/** What the page of keys is made from. */
export interface KeysPage {
  readonly keys: KeysInUse;
  readonly preset: KeyPresetName;
  /** The settings file; null when there is none. */
  readonly path: string | null;
  readonly problems: readonly SettingProblem[];
}

const keysWidth = 18;
const idWidth = 18;

/** Every command with the keys that hold now and who gave them; before that, what of the settings is not used. */
export function keysPageRows({ keys, preset, path, problems }: KeysPage, width: number): readonly Row[] {
  const found = [...problems, ...keys.problems];
  const note = presetNotes[preset];
  return [
    textRow(
      ` Keys: ${preset === 'vfjobs' ? 'as built in' : `preset ${preset}`}${path === null ? '' : `; yours are in ${path}`}`,
      'strong',
    ),
    ...(note === '' ? [] : wrapped(note, width, 'dim')),
    ...(found.length === 0
      ? [textRow(' No clash, nothing unknown, nothing refused.', 'ok')]
      : [
          textRow(` ${found.length} to look at:`, 'warn'),
          ...found.flatMap(({ name, message }) =>
            wrapped(`- ${name}: ${message}`.replace('- : ', '- '), width, 'warn'),
          ),
        ]),
    ...scopes.flatMap((scope) => {
      const rows = [
        ...commandsOf(scope).map((command) => {
          const origin = keys.origins[`${scope}.${command.id}`];
          const shown = keysOf(command, keys.overrides).map(displayKey).join(' ');
          return keyRow(shown, command.id, command.text, origin ?? '', command.acts === true);
        }),
        ...keys.commands.filter((command) => command.scope === scope).map(userRow),
      ];
      return rows.length === 0
        ? []
        : [textRow(''), textRow(` ${scopeTitle(scope).toUpperCase()} (${scope})`, 'accent'), ...rows];
    }),
  ];
}

function userRow({ key, name, text, argv, acts }: UserCommand): Row {
  return keyRow(
    key === null ? '' : displayKey(key),
    `:${name}`,
    text === '' ? argv.join(' ') : text,
    'you',
    acts,
  );
}

function keyRow(shown: string, id: string, text: string, origin: string, acts: boolean): Row {
  return {
    spans: [
      { text: `   ${padEnd(shown === '' ? '(none)' : shown, keysWidth)}  `, style: acts ? 'warn' : 'strong' },
      { text: `${padEnd(id, idWidth)}  `, style: 'dim' },
      { text: text },
      { text: origin === '' ? '' : `  (${origin === 'you' ? 'your key' : 'preset'})`, style: 'active' },
    ],
  };
}

function wrapped(text: string, width: number, style: StyleName): readonly Row[] {
  return wrapWords(text, Math.max(10, width - 2)).map((line) => textRow(` ${line}`, style));
}
