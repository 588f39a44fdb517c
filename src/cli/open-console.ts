import type { Client } from '../client/client.ts';
import type { Connection } from '../config/choose-connection.ts';
import { localContextName } from '../config/local-context.ts';
import type { SettingsPort } from '../model/console-settings.ts';
import type { DeepLink } from '../model/deep-link.ts';
import { UserError } from '../model/errors.ts';
import type { ContextOptions } from '../store/contexts-port.ts';
import { openContexts } from './contexts-port.ts';
import type { Daemon } from './daemon-file.ts';
import type { Invocation } from './invocation.ts';
import { lateJournal } from './late-journal.ts';
import { openLooks } from './looks-file.ts';
import { openSettings } from './settings-port.ts';
import { userName } from './user-name.ts';

/**
 * Opens the console on a connection (with --plain, the one of lines) and returns after the user has left it.
 * An executor that was started for it is then stopped or left to end by itself, as the user chose.
 * @param place what it shows first
 * @param onConnect called once, with the first client there is, while the console draws
 */
export async function openConsole(
  invocation: Invocation,
  connection: Connection,
  onConnect?: (client: Client) => void,
  place?: DeepLink,
): Promise<void> {
  const { wiring, flags, env } = invocation;
  if (flags.plain) {
    const { openLinear } = await import('./linear/open-linear.ts');
    return openLinear(invocation, connection, onConnect);
  }
  const started: Daemon[] = [];
  const settings = openSettings(env);
  const connecting = { launcher: wiring.launcher, started, settings };
  const renew = async () => {
    // That of a local project stays: nothing of it is in the settings.
    if (connection.kind === 'local') return connection;
    const { connectionOf } = await import('./connection.ts');
    return connectionOf(invocation);
  };
  const first = optionsFor(nameOf(connection), connection, { ...connecting, onConnect, renew });
  const { leave } = await wiring.startConsole({
    ...first,
    place,
    isLocked: flags.readOnly,
    journal: lateJournal(env),
    user: userName(),
    ascii: flags.ascii,
    color: flags.color && !env['NO_COLOR'],
    settings,
    looks: openLooks(env),
    contexts: openContexts(
      invocation,
      { name: first.contextName, connection, renew },
      (name, chosen, renewChosen) => optionsFor(name, chosen, { ...connecting, renew: renewChosen }),
    ),
  });
  settings.close();
  const daemon = started.at(-1);
  if (leave !== 'stop' || daemon === undefined) return;
  const { endDaemon } = await import('./end-daemon.ts');
  await endDaemon(daemon);
}

interface Connecting {
  readonly launcher: string;
  /** Executors that this process started; a new one is added. */
  readonly started: Daemon[];
  readonly settings: SettingsPort;
  /** The connection read anew: its token may be another one by now. */
  readonly renew: () => Promise<Connection>;
  readonly onConnect?: ((client: Client) => void) | undefined;
}

/** What the console has to know of a context to open it. */
function optionsFor(
  contextName: string,
  connection: Connection,
  { launcher, started, settings, renew, onConnect }: Connecting,
): ContextOptions {
  let isAgain = false;
  return {
    contextName,
    readOnly: connection.readOnly,
    isProduction: connection.kind === 'remote' && connection.production,
    async connect() {
      // Loaded after the first paint.
      const { connect } = await import('./connect.ts');
      void settings.load();
      const chosen = isAgain ? sameAs(connection, await renew()) : connection;
      const { client, startedDaemon } = await connect(chosen, launcher, isAgain);
      if (startedDaemon !== null) started.push(startedDaemon);
      if (!isAgain) onConnect?.(client);
      isAgain = true;
      const renewsToken = chosen.kind === 'remote' && chosen.tokenCommand !== null;
      return { client, ownsExecutor: connection.kind === 'local' && started.length > 0, renewsToken };
    },
  };
}

/**
 * The connection as it is now. Only its token may be another: what is on the screen is of the server and project it
 * was opened for, and so is what may be done there.
 * @throws UserError `conflict` when it leads elsewhere, or allows something else
 */
function sameAs(before: Connection, now: Connection): Connection {
  const identity = (connection: Connection) => {
    if (connection.kind === 'local') return connection.projectDir;
    const { apiUrl, project, readOnly, production } = connection;
    return JSON.stringify([apiUrl, project, readOnly, production]);
  };
  if (identity(before) === identity(now)) return now;
  throw new UserError('conflict', 'The context was changed since it was opened', {
    fix: 'Switch to it again: 6, then Enter on it.',
  });
}

function nameOf(connection: Connection): string {
  return connection.kind === 'local' ? localContextName : connection.name;
}
