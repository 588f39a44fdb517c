import { createClient } from '../client/create-client.ts';
import { type Daemon, readDaemonFile } from './daemon-file.ts';
import { isAlive } from './process-alive.ts';

const probe = { timeoutMs: 2000, backoff: { initialMs: 50, factor: 1, ceilingMs: 50, jitter: 0 } };

/**
 * The running executor of a state directory, after it has answered with its token; null when there is
 * none. A file left behind by one that was killed counts as none.
 */
export async function findDaemon(stateDir: string): Promise<Daemon | null> {
  const daemon = readDaemonFile(stateDir);
  if (daemon === null || !isAlive(daemon.pid)) return null;
  return (await answers(daemon)) ? daemon : null;
}

/** True when what listens at the address is that executor and not another program on its old port. */
async function answers(daemon: Daemon): Promise<boolean> {
  const { api_url: apiUrl, token, project_id: project } = daemon;
  const client = createClient({ apiUrl, token, project, ...probe });
  try {
    await client.capabilities();
    return (await client.resolveProject()).id === project;
  } catch {
    return false;
  } finally {
    await client.close();
  }
}
