import { isCloud } from '../config/api-url.ts';
import type { Connection } from '../config/choose-connection.ts';
import type { ConfigFile } from '../config/config-file.ts';
import type { Context } from '../config/context.ts';
import { localContextName } from '../config/local-context.ts';
import { joinCommand } from '../config/split-command.ts';
import { readStoredToken } from '../config/stored-token.ts';
import { userConfigFile } from '../config/user-folders.ts';
import { UserError } from '../model/errors.ts';
import type {
  ContextDraft,
  ContextInfo,
  ContextOptions,
  ContextsPort,
  ContextToken,
} from '../store/contexts-port.ts';
import { connectionOf } from './connection.ts';
import type { Invocation } from './invocation.ts';

/** What the console was started with. */
export interface StartedWith {
  readonly name: string;
  readonly connection: Connection;
  /** The same, read anew: its token may be another one by now. */
  readonly renew: () => Promise<Connection>;
}

/**
 * The contexts as the console sees them. What reads and checks the settings file is loaded when it is first
 * asked for something.
 * @param open makes what a console needs from a connection
 */
export function openContexts(
  invocation: Invocation,
  started: StartedWith,
  open: (name: string, connection: Connection, renew: () => Promise<Connection>) => ContextOptions,
): ContextsPort {
  const { env } = invocation;
  const config = async (): Promise<ConfigFile> => {
    const { openConfigFile } = await import('../config/config-file.ts');
    return openConfigFile(env);
  };
  const connectionNamed = (name: string) =>
    name === started.name ? started.renew() : namedConnection(invocation, name);
  return {
    path: userConfigFile(env),
    async read() {
      const { contexts, currentContext } = (await config()).read();
      const kept = contexts.map((context) => contextInfo(context, currentContext, env));
      const local = localInfo(started, currentContext);
      const names = new Set([...kept, local].map(({ name }) => name));
      return [local, ...(names.has(started.name) ? [] : [startedInfo(started)]), ...kept];
    },
    async put(draft, replaces) {
      const file = await config();
      const { contexts } = file.read();
      const before = contexts.find(({ name }) => name === replaces);
      if (draft.name !== replaces && contexts.some(({ name }) => name === draft.name)) {
        throw new UserError('conflict', `There is a context "${draft.name}" already`, {
          fix: 'Give this one another name, or edit that one.',
        });
      }
      file.putContext(await contextOf(draft, before), replaces);
    },
    remove: async (name) => (await config()).removeContext(name),
    makeDefault: async (name) => (await config()).useContext(name),
    open: async (name) => open(name, await connectionNamed(name), () => connectionNamed(name)),
    async test(subject, onStep) {
      const { testConnection } = await import('./test-connection.ts');
      const connection =
        typeof subject === 'string'
          ? await connectionNamed(subject)
          : await draftConnection(invocation, subject);
      await testConnection(connection, invocation.wiring.launcher, onStep);
    },
  };
}

/** A context as one would name it with `--context`: nothing else of the command line counts. */
function namedConnection(
  { flags, env, cwd }: Invocation,
  name: string,
  draft: Context | null = null,
): Promise<Connection> {
  const { apiUrl: _url, project: _project, projectDir: _dir, ...rest } = flags;
  return connectionOf({ env, cwd, flags: { ...rest, context: name } }, draft);
}

async function contextOf(draft: ContextDraft, before: Context | undefined): Promise<Context> {
  const { checkedContext } = await import('../config/context-draft.ts');
  const tokenCommand = draft.tokenCommand.trim() === '' ? null : draft.tokenCommand;
  // A token is never shown, so that an empty field means: as it was.
  const keptToken = tokenCommand === null ? (before?.token ?? null) : null;
  return checkedContext({
    ...draft,
    tokenCommand,
    token: draft.token.trim() === '' ? keptToken : draft.token,
  });
}

/** The connection that a context would be, before it is kept. */
async function draftConnection(invocation: Invocation, draft: ContextDraft): Promise<Connection> {
  const { openConfigFile } = await import('../config/config-file.ts');
  const { contexts } = openConfigFile(invocation.env).read();
  const context = await contextOf(
    draft,
    contexts.find(({ name }) => name === draft.name),
  );
  return namedConnection(invocation, context.name, context);
}

function contextInfo(context: Context, currentContext: string | null, env: Invocation['env']): ContextInfo {
  const { name, apiUrl, project, readOnly, production, tokenCommand } = context;
  return {
    name,
    apiUrl,
    project,
    readOnly,
    production,
    token: tokenOf(context, env),
    tokenCommand: tokenCommand === null ? null : joinCommand(tokenCommand),
    isDefault: name === currentContext,
    isKept: true,
  };
}

/** By the rule of `chooseConnection` for a context that is named. */
function tokenOf({ apiUrl, token, tokenCommand }: Context, env: Invocation['env']): ContextToken {
  if (tokenCommand !== null) return 'command';
  if (token !== null) return 'context';
  if (env['VERYFRONT_API_TOKEN']) return 'environment';
  return isCloud(apiUrl) && readStoredToken(env) !== null ? 'login' : 'none';
}

function localInfo({ name, connection }: StartedWith, currentContext: string | null): ContextInfo {
  const isHere = name === localContextName && connection.kind === 'local';
  return {
    name: localContextName,
    apiUrl: null,
    project: isHere ? connection.projectDir : null,
    readOnly: isHere && connection.readOnly,
    production: false,
    token: 'executor',
    tokenCommand: null,
    isDefault: currentContext === null,
    isKept: false,
  };
}

/** What flags or the environment named, which no context does. */
function startedInfo({ name, connection }: StartedWith): ContextInfo {
  const remote = connection.kind === 'remote' ? connection : null;
  const sources = {
    environment: 'environment',
    context: 'context',
    command: 'command',
    'veryfront login': 'login',
  } as const;
  return {
    name,
    apiUrl: remote?.apiUrl ?? null,
    project: remote?.project ?? null,
    readOnly: connection.readOnly,
    production: remote?.production === true,
    token: remote === null ? 'executor' : sources[remote.tokenSource],
    tokenCommand: null,
    isDefault: false,
    isKept: false,
  };
}
