import { settingNames, settingSchemas } from '../src/config/console-settings.ts';
import { scopes } from '../src/keys/command.ts';
import { displayKey } from '../src/keys/hints.ts';
import { scopeTitle } from '../src/keys/markdown.ts';
import { commandsOf } from '../src/keys/match.ts';
import { keyPresets, presetNotes } from '../src/keys/presets.ts';
import { defaultSettings, keyPresetNames, themeNames } from '../src/model/console-settings.ts';
import { listTimeModes } from '../src/model/time-mode.ts';
import { placeholders } from '../src/model/user-command.ts';

/** Every setting with what it may be, as `docs/settings.md` shows it. */
export function settingTableMarkdown(): string {
  const choices: Readonly<Record<string, readonly string[]>> = {
    theme: themeNames,
    keyPreset: keyPresetNames,
    time: listTimeModes,
  };
  const rows = settingNames.map((name) => {
    const value = JSON.stringify(defaultSettings[name]);
    const allowed = choices[name]?.map((choice) => `\`${choice}\``).join(', ') ?? '';
    const text = settingSchemas[name].meta()?.description ?? '';
    return `| \`${name}\` | ${text}${allowed === '' ? '' : `: ${allowed}`} | \`${value}\` |`;
  });
  return table(['Setting', 'What', 'Unless set'], rows);
}

export function presetTableMarkdown(): string {
  const rows = keyPresetNames.flatMap((name) => {
    const keys = Object.entries(keyPresets[name]).map(
      ([id, added]) => `\`${id}\` ${added.map((key) => `\`${displayKey(key)}\``).join(' ')}`,
    );
    return keys.length === 0 ? [] : [`| \`${name}\` | ${keys.join(', ')} | ${presetNotes[name]} |`];
  });
  return table(['Preset', 'Keys in addition', 'What it leaves out'], rows);
}

export function placeholderTableMarkdown(): string {
  return table(
    ['Placeholder', 'Stands for'],
    Object.entries(placeholders).map(([name, text]) => `| \`{${name}}\` | ${text} |`),
  );
}

/** Every id that `keys` may name. */
export function idTableMarkdown(): string {
  const rows = scopes.flatMap((scope) =>
    commandsOf(scope).map(
      ({ id, keys, text }) =>
        `| \`${scope}.${id}\` | ${keys.map((key) => `\`${displayKey(key)}\``).join(' ')} | ${scopeTitle(scope)}: ${text} |`,
    ),
  );
  return table(['Id', 'Keys', 'What'], rows);
}

function table(titles: readonly string[], rows: readonly string[]): string {
  return [`| ${titles.join(' | ')} |`, `|${titles.map(() => ' --- |').join('')}`, ...rows, ''].join('\n');
}
