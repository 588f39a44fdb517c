import { existsSync, statSync } from 'node:fs';
import { openConfigFile } from '../../config/config-file.ts';
import type { Environment } from '../../config/environment.ts';
import { localContextName } from '../../config/local-context.ts';
import { UserError } from '../../model/errors.ts';
import { withProblems } from '../verbs/settings/read-all.ts';
import { type Finding, fine, note, wrong } from './finding.ts';

/** The settings file. */
export function checkConfig(env: Environment): Finding {
  try {
    const config = openConfigFile(env);
    const { contexts, currentContext } = config.read();
    if (!existsSync(config.path)) return fine('settings', `${config.path} (not written yet)`);
    const unused = withProblems(config.readConsole()).problems.length;
    return (
      checkMode('settings', config.path) ??
      (unused === 0
        ? null
        : note('settings', `${config.path}: ${unused} to look at`, 'See "vfjobs settings check".')) ??
      fine(
        'settings',
        `${config.path}: ${contexts.length} contexts, using "${currentContext ?? localContextName}"`,
      )
    );
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    return wrong('settings', thrown.message, thrown.fix ?? 'Repair or remove the file.');
  }
}

/** A file that holds a token and that others can read; null when it is private. */
export function checkMode(name: string, path: string): Finding | null {
  const mode = statSync(path).mode & 0o777;
  if ((mode & 0o077) === 0) return null;
  return wrong(name, `${path} can be read by others (mode ${mode.toString(8)})`, `Run: chmod 600 ${path}`);
}
