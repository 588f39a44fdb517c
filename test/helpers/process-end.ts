import { setTimeout as delay } from 'node:timers/promises';
import { processState } from '../../src/executor/worker/process-id.ts';

/** True when a process has ended in time, collected or not: where no init process runs, the dead stay listed. */
export async function hasEnded(pid: number, timeoutMs: number): Promise<boolean> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await delay(10)) {
    const state = await processState(pid);
    if (state === null || state.zombie) return true;
  }
  return false;
}
