import { realpathSync } from 'node:fs';
import { cleanApiUrl } from '../config/api-url.ts';
import { type Connection, chooseConnection } from '../config/choose-connection.ts';
import { openConfigFile } from '../config/config-file.ts';
import { readEnvironment } from '../config/environment.ts';
import { findLocalProject } from '../config/local-project.ts';
import { readStoredToken } from '../config/stored-token.ts';
import type { Invocation } from './invocation.ts';
import { projectFolder } from './project-folder.ts';

/**
 * What this invocation talks to, by the rule of `chooseConnection`.
 * @throws UserError when that cannot be told
 */
export function connectionOf({ flags, env, cwd }: Pick<Invocation, 'flags' | 'env' | 'cwd'>): Connection {
  const { contexts, currentContext } = openConfigFile(env).read();
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
    contexts,
    currentContext,
    localProject: local === null ? null : realpathSync(local),
    storedToken: readStoredToken(env),
  });
}
