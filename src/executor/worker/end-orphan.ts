import type { ProcessId } from './worker-pool.ts';

/**
 * Kills the process group that a daemon left behind when it died, and waits until its leader is gone
 * (2 s at most). A process that has the pid but another start time is a stranger and is left alone.
 */
export async function endOrphan(process: ProcessId): Promise<void> {
  throw new Error(`not written yet: ${process.pid}`);
}
