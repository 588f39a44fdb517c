import { existsSync, type FSWatcher, readFileSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { userConfigFile } from '../config/user-folders.ts';
import { isJsonObject } from '../lib/json.ts';
import {
  type ConsoleSettings,
  defaultSettings,
  type SettingProblem,
  type SettingsPort,
  settingsAtFirst,
} from '../model/console-settings.ts';
import { messageOf, UserError } from '../model/errors.ts';

/** Editors write a file in several steps: it is read again when it has been quiet for so long. */
const quietMs = 100;

interface Checker {
  readonly openConfigFile: typeof import('../config/config-file.ts').openConfigFile;
  readonly readConsoleSettings: typeof import('../config/console-settings.ts').readConsoleSettings;
}

/**
 * The settings of the console in the user's settings file. Until `load` is done they are read without the schema,
 * which takes longer to load than the first frame may wait; a file that is damaged leaves the last good settings.
 */
export function openSettings(env: Environment): SettingsPort {
  const path = userConfigFile(env);
  const listeners = new Set<(settings: ConsoleSettings) => void>();
  let checker: Checker | null = null;
  let watcher: { close(): void } | null = null;
  let quiet: NodeJS.Timeout | undefined;
  let text = textOf(path);
  let settings = firstSettings(text);
  let problems: readonly SettingProblem[] = [];

  const readAgain = () => {
    text = textOf(path);
    if (checker === null) return;
    try {
      const raw = text === null ? undefined : checker.openConfigFile(env).readConsole();
      ({ settings, problems } = checker.readConsoleSettings(raw));
    } catch (thrown) {
      problems = [{ name: '', message: messageOf(thrown) }];
    }
    for (const listener of [...listeners]) listener(settings);
  };
  const follow = () => {
    watcher?.close();
    watcher = watchPath(path, () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => {
        if (textOf(path) !== text) readAgain();
      }, quietMs).unref();
    });
  };
  return {
    path,
    read: () => settings,
    problems: () => problems,
    change(part) {
      if (checker === null) throw notYet(path);
      checker.openConfigFile(env).putConsole(part);
      readAgain();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async load() {
      const [{ openConfigFile }, { readConsoleSettings }] = await Promise.all([
        import('../config/config-file.ts'),
        import('../config/console-settings.ts'),
      ]);
      checker = { openConfigFile, readConsoleSettings };
      follow();
      if (text !== null) readAgain();
    },
    close() {
      clearTimeout(quiet);
      watcher?.close();
    },
  };
}

/**
 * Tells of changes of a file, also while it or its folder is not there yet. Where the system cannot watch, changes show
 * with the next start.
 */
function watchPath(path: string, onChange: () => void): { close(): void } {
  let watcher: FSWatcher | null = null;
  const begin = () => {
    watcher?.close();
    const folder = nearestFolder(dirname(path));
    const isThere = folder === dirname(path);
    try {
      watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (isThere && name === basename(path)) onChange();
        if (isThere || nearestFolder(dirname(path)) === folder) return;
        begin();
        onChange();
      }).on('error', () => undefined);
    } catch {
      watcher = null;
    }
  };
  begin();
  return { close: () => watcher?.close() };
}

/** The folder itself, or the innermost one above it that is there. */
function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}

function firstSettings(text: string | null): ConsoleSettings {
  if (text === null) return defaultSettings;
  try {
    const raw: unknown = JSON.parse(text);
    return settingsAtFirst(isJsonObject(raw) ? raw['console'] : undefined);
  } catch {
    return defaultSettings;
  }
}

/** Null when the file cannot be read, as when it was never written. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function notYet(path: string): UserError {
  return new UserError('unavailable', `${path} is not read yet`, { fix: 'Try again in a moment.' });
}
