import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '../client/create-client.ts';
import type { Daemon } from './daemon-file.ts';
import { isAlive } from './process-alive.ts';
import { releaseSignal } from './release-signal.ts';

const drainLimitMs = 15_000;

/**
 * Ends an executor that this process started. With runs under way it is asked to drain, and this
 * waits until it has ended; an idle one ends by itself soon, unless somebody else uses it meanwhile.
 */
export async function endDaemon(daemon: Daemon): Promise<void> {
  if (!isAlive(daemon.pid)) return;
  if ((await activeRuns(daemon)) === 0) {
    process.kill(daemon.pid, releaseSignal);
    return;
  }
  process.kill(daemon.pid, 'SIGTERM');
  const deadline = performance.now() + drainLimitMs;
  while (isAlive(daemon.pid) && performance.now() < deadline) await delay(25);
}

/** Null when the executor does not answer. */
async function activeRuns(daemon: Daemon): Promise<number | null> {
  const { api_url: apiUrl, token, project_id: project } = daemon;
  const client = createClient({ apiUrl, token, project, timeoutMs: 2000 });
  try {
    const { pending, running, waiting } = await client.runs.counts({});
    return pending + running + waiting;
  } catch {
    return null;
  } finally {
    await client.close();
  }
}
