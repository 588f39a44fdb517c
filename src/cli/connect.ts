import type { Client } from '../client/client.ts';
import { createClient } from '../client/create-client.ts';
import type { Connection } from '../config/choose-connection.ts';
import { UserError } from '../model/errors.ts';
import { attachOrStart } from './attach-or-start.ts';
import { connectionOf } from './connection.ts';
import type { Daemon } from './daemon-file.ts';
import type { Invocation } from './invocation.ts';
import { tokenOfCommand } from './token-command.ts';
import { userName } from './user-name.ts';

export interface Connected {
  readonly client: Client;
  /** The executor that this process started; null for one that ran already and for a remote API. */
  readonly startedDaemon: Daemon | null;
}

/**
 * Connects to what was chosen; a local executor that does not run yet is started.
 * @param fresh has a command for the token asked again, as after a refusal
 */
export async function connect(connection: Connection, launcher: string, fresh = false): Promise<Connected> {
  const actor = userName();
  if (connection.kind === 'remote') {
    const token = connection.token ?? (await tokenOfCommand(connection.tokenCommand ?? [], fresh));
    return { client: createClient({ ...connection, token, actor }), startedDaemon: null };
  }
  const { daemon, started } = await attachOrStart(connection.projectDir, launcher);
  const { api_url: apiUrl, token, project_id: project } = daemon;
  return { client: createClient({ apiUrl, token, project, actor }), startedDaemon: started ? daemon : null };
}

/** Runs `work` with a client of what this invocation talks to, for verbs that only read. */
export async function reading(
  invocation: Invocation,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  await withClient(invocation, await connectionOf(invocation), work);
}

/**
 * Runs `work` with a client of what this invocation talks to, for verbs that change something.
 * @throws UserError `forbidden` for a read-only context
 */
export async function acting(invocation: Invocation, work: (client: Client) => Promise<void>): Promise<void> {
  const connection = await connectionOf(invocation);
  if (connection.readOnly) {
    const name = connection.kind === 'local' ? 'This connection' : `The context "${connection.name}"`;
    throw new UserError('forbidden', `${name} is read-only`, {
      fix: 'Leave out --read-only, or choose another context with --context NAME.',
    });
  }
  await withClient(invocation, connection, work);
}

async function withClient(
  { wiring }: Invocation,
  connection: Connection,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const { client } = await connect(connection, wiring.launcher);
  try {
    await work(client);
  } catch (thrown) {
    throw connection.kind === 'remote' ? explainRefusal(thrown, connection) : thrown;
  } finally {
    await client.close();
  }
}

/** A refused token: says where it came from, since up to three places may hold one. */
function explainRefusal(thrown: unknown, connection: Connection & { kind: 'remote' }): unknown {
  if (!(thrown instanceof UserError) || thrown.kind !== 'auth') return thrown;
  const { apiUrl, tokenSource } = connection;
  const fixes = {
    environment: 'Correct VERYFRONT_API_TOKEN, or unset it to use the token of a context.',
    command: 'Run the command that prints the token by hand (vfjobs contexts show) and look at what it says.',
    context: `Keep the right one with "${addAgain(connection)}", which reads it from stdin.`,
    'veryfront login': 'Log in again with "veryfront login".',
  };
  return new UserError('auth', `${apiUrl} refuses the token (from: ${tokenSource}): ${thrown.message}`, {
    fix: fixes[tokenSource],
    cause: thrown,
  });
}

/** The command that keeps a context as it is, but for its token. */
function addAgain({ name, apiUrl, project, readOnly, production }: Connection & { kind: 'remote' }): string {
  const access = `${readOnly ? ' --read-only' : ''}${production ? ' --production' : ''}`;
  return `vfjobs contexts add ${name} --api-url ${apiUrl} --project ${project}${access} --token -`;
}
