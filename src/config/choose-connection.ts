import { UserError } from '../model/errors.ts';
import { cloudApiUrl, isCloud } from './api-url.ts';
import type { Context } from './context.ts';
import type { EnvironmentSettings } from './environment.ts';
import { localContextName } from './local-context.ts';

/** Where the token of a connection came from. */
export type TokenSource = 'environment' | 'context' | 'command' | 'veryfront login';

export interface ConnectionInputs {
  readonly flags: {
    readonly context: string | null;
    readonly apiUrl: string | null;
    readonly project: string | null;
    /** Absolute. */
    readonly projectDir: string | null;
    readonly readOnly: boolean;
  };
  readonly environment: EnvironmentSettings;
  readonly contexts: readonly Context[];
  readonly currentContext: string | null;
  /** The project that the current folder belongs to. */
  readonly localProject: string | null;
  readonly storedToken: string | null;
}

/** What a verb or the console talks to. */
export type Connection =
  | { readonly kind: 'local'; readonly projectDir: string; readonly readOnly: boolean }
  | {
      readonly kind: 'remote';
      /** The context's name, or the API's host where there is none. */
      readonly name: string;
      readonly apiUrl: string;
      readonly project: string;
      /** Null: `tokenCommand` prints it. */
      readonly token: string | null;
      readonly tokenCommand: readonly string[] | null;
      readonly tokenSource: TokenSource;
      readonly readOnly: boolean;
      readonly production: boolean;
    };

/**
 * The one rule of precedence: flags, then the environment, then the context in use, then the project
 * of the current folder. A context named by `--context` is a flag, so it comes before the
 * environment. A token alone in the environment does not lead away from the local project.
 * A context's token is sent to that context's API only, the token of `veryfront login` to the cloud only.
 * @throws UserError `invalid`, `not-found` (context or project) or `auth` (no token)
 */
export function chooseConnection(inputs: ConnectionInputs): Connection {
  const { flags, environment } = inputs;
  const context = contextOf(inputs);
  const wantsRemote =
    flags.apiUrl !== null || flags.project !== null || context !== null || namesServer(environment);
  const wantsLocal = flags.projectDir !== null || flags.context === localContextName;
  if (!wantsLocal && wantsRemote) return remoteConnection(inputs, context);
  if (flags.apiUrl !== null || flags.project !== null || (wantsLocal && context !== null)) {
    throw new UserError('invalid', 'A local project and a remote API cannot be used together', {
      fix: 'Leave out --project-dir, or leave out --context, --api-url and --project.',
    });
  }
  const projectDir = flags.projectDir ?? inputs.localProject;
  if (projectDir === null) throw noProject();
  return { kind: 'local', projectDir, readOnly: flags.readOnly };
}

function namesServer(environment: EnvironmentSettings): boolean {
  return environment.apiUrl !== null || (environment.token !== null && environment.project !== null);
}

/** The context to use: the one a flag names, else the current one unless a project folder is named. */
function contextOf({ flags, contexts, currentContext }: ConnectionInputs): Context | null {
  const implied = flags.projectDir === null ? currentContext : null;
  const name = flags.context ?? implied;
  if (name === null || name === localContextName) return null;
  const found = contexts.find((context) => context.name === name);
  if (found !== undefined) return found;
  const names = [localContextName, ...contexts.map((context) => context.name)].join(', ');
  throw new UserError('not-found', `There is no context "${name}"`, {
    fix: `Use one of ${names}, or add it with "vfjobs contexts add ${name} --api-url URL --project REF".`,
  });
}

function remoteConnection(inputs: ConnectionInputs, context: Context | null): Connection {
  const { flags, environment } = inputs;
  const chosen = (member: 'apiUrl' | 'project') =>
    flags[member] ?? byRank(flags, environment[member], context?.[member]) ?? null;
  const apiUrl = chosen('apiUrl') ?? cloudApiUrl;
  const project = chosen('project');
  if (project === null) {
    throw new UserError('invalid', `No project is named for ${apiUrl}`, {
      fix: 'Add --project REF (its slug or id), or set VERYFRONT_PROJECT_SLUG.',
    });
  }
  const token = tokenFor(inputs, context, apiUrl);
  if (token === null) {
    throw new UserError('auth', `There is no token for ${apiUrl}`, {
      fix: 'Set VERYFRONT_API_TOKEN, run "veryfront login", or keep a token with "vfjobs contexts add".',
    });
  }
  return {
    kind: 'remote',
    name: context?.apiUrl === apiUrl ? context.name : new URL(apiUrl).host,
    apiUrl,
    project,
    ...token,
    readOnly: flags.readOnly || context?.readOnly === true,
    production: context?.production === true,
  };
}

function tokenFor(
  { flags, environment, storedToken }: ConnectionInputs,
  context: Context | null,
  apiUrl: string,
): Credential | null {
  const found = byRank(
    flags,
    environment.token === null ? null : givenToken(environment.token, 'environment'),
    context?.apiUrl === apiUrl ? credentialOf(context) : null,
  );
  if (found || storedToken === null || !isCloud(apiUrl)) return found ?? null;
  return givenToken(storedToken, 'veryfront login');
}

type Credential = Pick<Connection & { kind: 'remote' }, 'token' | 'tokenCommand' | 'tokenSource'>;

function credentialOf({ token, tokenCommand }: Context): Credential | null {
  if (tokenCommand !== null) return { token: null, tokenCommand, tokenSource: 'command' };
  return token === null ? null : givenToken(token, 'context');
}

function givenToken(token: string, tokenSource: TokenSource): Credential {
  return { token, tokenCommand: null, tokenSource };
}

/** A context that a flag names comes before the environment, the current one after it. */
function byRank<Value>(
  flags: ConnectionInputs['flags'],
  ofEnvironment: Value | null,
  ofContext: Value | null | undefined,
): Value | null | undefined {
  return flags.context === null ? (ofEnvironment ?? ofContext) : (ofContext ?? ofEnvironment);
}

function noProject(): UserError {
  return new UserError('not-found', 'There is no project in this folder or above it', {
    fix: 'Go to a folder with tasks/, name one with --project-dir DIR, start one with "vfjobs init", or look around with "vfjobs demo".',
  });
}
