import type { Client } from '../client/client.ts';
import type { Connection } from '../config/choose-connection.ts';
import type { Daemon } from './daemon-file.ts';
import type { Invocation } from './invocation.ts';
import { lateJournal } from './late-journal.ts';
import { openLooks } from './looks-file.ts';
import { openSettings } from './settings-port.ts';
import { userName } from './user-name.ts';

/**
 * Opens the console on a connection and returns after the user has left it. An executor that was
 * started for it is then stopped or left to end by itself, as the user chose.
 * @param onConnect called with the client when there is one, while the console draws
 */
export async function openConsole(
  { wiring, flags, env }: Invocation,
  connection: Connection,
  onConnect?: (client: Client) => void,
): Promise<void> {
  const started: Daemon[] = [];
  const settings = openSettings(env);
  const { leave } = await wiring.startConsole({
    contextName: connection.kind === 'local' ? 'local' : connection.name,
    readOnly: connection.readOnly,
    isProduction: connection.kind === 'remote' && connection.production,
    isLocked: flags.readOnly,
    journal: lateJournal(env),
    user: userName(),
    ascii: flags.ascii,
    color: flags.color && !env['NO_COLOR'],
    settings,
    looks: openLooks(env),
    async connect() {
      // Loaded after the first paint.
      const { connect } = await import('./connect.ts');
      void settings.load();
      const { client, startedDaemon } = await connect(connection, wiring.launcher);
      if (startedDaemon !== null) started.push(startedDaemon);
      onConnect?.(client);
      return { client, ownsExecutor: started.length > 0 };
    },
  });
  settings.close();
  const daemon = started.at(-1);
  if (leave !== 'stop' || daemon === undefined) return;
  const { endDaemon } = await import('./end-daemon.ts');
  await endDaemon(daemon);
}
