import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { cleanApiUrl } from '../config/api-url.ts';
import { type Connection, chooseConnection } from '../config/choose-connection.ts';
import type { ConfigData, Context } from '../config/context.ts';
import { type Environment, readEnvironment } from '../config/environment.ts';
import { findLocalProject } from '../config/local-project.ts';
import { readStoredToken } from '../config/stored-token.ts';
import { userConfigFile } from '../config/user-folders.ts';
import { isJsonObject } from '../lib/json.ts';
import type { Invocation } from './invocation.ts';
import { projectFolder } from './project-folder.ts';

/**
 * What this invocation talks to, by the rule of `chooseConnection`.
 * @param draft a context that is not kept yet, in the place of one of its name
 * @throws UserError when that cannot be told
 */
export async function connectionOf(
  { flags, env, cwd }: Pick<Invocation, 'flags' | 'env' | 'cwd'>,
  draft: Context | null = null,
): Promise<Connection> {
  const { contexts, currentContext } = await readConfig(env);
  const local = findLocalProject(cwd);
  return chooseConnection({
    flags: {
      context: flags.context ?? null,
      apiUrl: flags.apiUrl === undefined ? null : cleanApiUrl(flags.apiUrl),
      project: flags.project ?? null,
      projectDir: flags.projectDir === undefined ? null : projectFolder(flags.projectDir, cwd),
      readOnly: flags.readOnly,
    },
    environment: readEnvironment(env),
    contexts: draft === null ? contexts : [draft, ...contexts],
    currentContext,
    localProject: local === null ? null : realpathSync(local),
    storedToken: readStoredToken(env),
  });
}

/** What checks the file takes 35 ms to load: too long for one that holds no context. */
async function readConfig(env: Environment): Promise<ConfigData> {
  if (holdsNoContext(userConfigFile(env))) return { contexts: [], currentContext: null };
  const { openConfigFile } = await import('../config/config-file.ts');
  return openConfigFile(env).read();
}

/** True for a file that was never written or holds settings only; false where a closer look is needed. */
function holdsNoContext(path: string): boolean {
  if (!existsSync(path)) return true;
  try {
    const data: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (!isJsonObject(data)) return false;
    const { contexts = [], currentContext = null } = data;
    return Array.isArray(contexts) && contexts.length === 0 && currentContext === null;
  } catch {
    return false;
  }
}
