import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { acquireDaemonLock } from './daemon-lock.ts';
import { storageFault } from './faults.ts';
import { databaseName } from './open-storage.ts';

/**
 * Renames `state.db` and what belongs to it, so that the next start makes a new one. Only on the
 * user's word: the runs in it are no longer listed.
 * @param now epoch ms; becomes part of the new name
 * @returns the new path of the database; `-wal` and `-shm` keep their place beside it, so that it can be repaired
 * @throws UserError `conflict` while an executor uses it, `not-found` when there is no database
 */
export function moveAside(stateDir: string, now: number): string {
  const path = join(stateDir, databaseName);
  if (!existsSync(path)) throw new UserError('not-found', `There is no database at ${path}`);
  const lock = acquireDaemonLock(stateDir);
  try {
    const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
    const moved = `${path}.corrupt-${stamp}`;
    for (const suffix of ['-wal', '-shm', '']) {
      if (existsSync(path + suffix)) renameSync(path + suffix, moved + suffix);
    }
    return moved;
  } catch (thrown) {
    throw storageFault(thrown, path);
  } finally {
    lock.release();
  }
}
