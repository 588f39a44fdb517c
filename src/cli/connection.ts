import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { cleanApiUrl } from '../config/api-url.ts';
import { type Connection, chooseConnection } from '../config/choose-connection.ts';
import type { ConfigData, Context } from '../config/context.ts';
import { type Environment, readEnvironment } from '../config/environment.ts';
import { findLocalProject } from '../config/local-project.ts';
import { plainConfig } from '../config/plain-config.ts';
import { readStoredToken } from '../config/stored-token.ts';
import { userConfigFile } from '../config/user-folders.ts';
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

/** What checks the file takes 35 ms to load: too long for one that is plainly right. */
async function readConfig(env: Environment): Promise<ConfigData> {
  const plain = readPlainly(userConfigFile(env));
  if (plain !== null) return plain;
  const { openConfigFile } = await import('../config/config-file.ts');
  return openConfigFile(env).read();
}

/** What a file holds that was never written or is plainly right; null where a closer look is needed. */
function readPlainly(path: string): ConfigData | null {
  if (!existsSync(path)) return { contexts: [], currentContext: null };
  try {
    return plainConfig(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
