import { setTimeout as delay } from 'node:timers/promises';
import { killGroup } from './process-group.ts';
import { processState } from './process-id.ts';
import type { ProcessId } from './worker-pool.ts';

const patienceMs = 2_000;

/**
 * Kills the process group that a daemon left behind when it died, and waits until its leader is gone
 * (2 s at most). A process that has the pid but another start time is a stranger and is left alone.
 */
export async function endOrphan(orphan: ProcessId): Promise<void> {
  if (!(await isAlive(orphan))) return;
  await killGroup(orphan.pid, 200);
  for (let waited = 0; waited < patienceMs && (await isAlive(orphan)); waited += 20) await delay(20);
}

async function isAlive(orphan: ProcessId): Promise<boolean> {
  const state = await processState(orphan.pid);
  return state !== null && !state.zombie && state.startTime === orphan.startTime;
}
