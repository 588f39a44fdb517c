import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '../client/client.ts';
import type { Connection } from '../config/choose-connection.ts';
import type { Daemon } from './daemon-file.ts';
import type { Invocation } from './invocation.ts';
import { isAlive } from './process-alive.ts';

const stopLimitMs = 15_000;

/**
 * Opens the console on a connection and returns after the user has left it. An executor that was
 * started for it is then stopped or left to end by itself, as the user chose.
 * @param onConnect called once with the client, while the console draws
 */
export async function openConsole(
  { wiring, flags, env }: Invocation,
  connection: Connection,
  onConnect?: (client: Client) => void,
): Promise<void> {
  let startedDaemon: Daemon | null = null;
  let client: Client | null = null;
  try {
    const { leave } = await wiring.startConsole({
      contextName: connection.kind === 'local' ? 'local' : connection.name,
      readOnly: connection.readOnly,
      ascii: flags.ascii,
      color: flags.color && !env['NO_COLOR'],
      async connect() {
        // Loaded after the first paint.
        const { connect } = await import('./connect.ts');
        const connected = await connect(connection, wiring.launcher);
        startedDaemon ??= connected.startedDaemon;
        client = connected.client;
        onConnect?.(client);
        return { client, ownsExecutor: connected.startedDaemon !== null };
      },
    });
    if (leave === 'stop' && startedDaemon !== null) await stopDaemon(startedDaemon);
  } finally {
    await closeClient(client);
  }
}

async function closeClient(client: Client | null): Promise<void> {
  await client?.close();
}

/** Asks the executor to drain and waits for its end. */
async function stopDaemon({ pid }: Daemon): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGTERM');
  const deadline = performance.now() + stopLimitMs;
  while (isAlive(pid) && performance.now() < deadline) await delay(25);
}
