import { openConfigFile } from '../../../config/config-file.ts';
import { isSettingName, readConsoleSettings, settingNames } from '../../../config/console-settings.ts';
import type { Environment } from '../../../config/environment.ts';
import { keysInUse } from '../../../keys/keys-in-use.ts';
import type { ConsoleSettings, SettingProblem } from '../../../model/console-settings.ts';
import { UserError } from '../../../model/errors.ts';

/**
 * The settings of the console, and all that is wrong with them: what is not used, and which keys clash.
 * @throws UserError when the file is damaged
 */
export function readAll(env: Environment): {
  readonly settings: ConsoleSettings;
  readonly problems: readonly SettingProblem[];
} {
  return withProblems(openConfigFile(env).readConsole());
}

/** @param raw the member `console` of a settings file */
export function withProblems(raw: unknown): ReturnType<typeof readAll> {
  const { settings, problems } = readConsoleSettings(raw);
  return { settings, problems: [...problems, ...keysInUse(settings).problems] };
}

/**
 * A name as `theme` or `keys.retry`: the setting, and the entry of it.
 * @throws UserError `not-found` when there is no such setting
 */
export function splitName(name: string): { setting: keyof ConsoleSettings; entry: string | null } {
  const dot = name.indexOf('.');
  const setting = dot < 0 ? name : name.slice(0, dot);
  if (!isSettingName(setting)) {
    throw new UserError('not-found', `There is no setting "${setting}"`, {
      fix: `There are: ${settingNames.join(', ')}.`,
    });
  }
  return { setting, entry: dot < 0 ? null : name.slice(dot + 1) };
}
