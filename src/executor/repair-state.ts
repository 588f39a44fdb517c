import { join } from 'node:path';
import { removeFolder, strayFolders } from './retention/run-folders.ts';
import { acquireDaemonLock } from './storage/daemon-lock.ts';
import { openRunLookup } from './storage/inspect-store.ts';
import { repairStore } from './storage/repair-store.ts';

export interface StateRepairs {
  /** Log folders without a run that were removed. */
  readonly strayLogs: number;
  /** Whether free space can leave the database from now on. */
  readonly shrinkable: boolean;
}

/**
 * Does what is safe to do to the state of a project whose database is sound, while no executor runs:
 * see `repairStore`, and removes logs whose runs are gone. Runs, attempts and events stay as they are;
 * attempts that a crash left open are closed by the next start.
 * @throws UserError `conflict` while an executor runs, `storage`
 */
export async function repairState(stateDir: string): Promise<StateRepairs> {
  const lock = acquireDaemonLock(stateDir);
  try {
    const shrinkable = repairStore(stateDir);
    const logsDir = join(stateDir, 'logs');
    using runs = openRunLookup(stateDir);
    let strayLogs = 0;
    for await (const runId of strayFolders(logsDir, runs.has)) {
      await removeFolder(logsDir, runId);
      strayLogs += 1;
    }
    return { strayLogs, shrinkable };
  } finally {
    lock.release();
  }
}
