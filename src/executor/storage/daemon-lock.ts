import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { UserError } from '../../model/errors.ts';
import { isBusy, storageFault } from './faults.ts';
import { openDatabase } from './sqlite.ts';

export interface DaemonLock {
  release(): void;
}

/** SQLite keeps `user_version` as four bytes, big-endian, at this place of the file. */
const userVersionOffset = 60;

/**
 * The locks of this very process, by path. Kept here because an unreachable connection would be
 * collected and its lock freed, and because to read a file that one has locked oneself frees the lock
 * too (POSIX).
 */
const held = new Map<string, DatabaseSync>();

/**
 * Makes this process the only executor of a state directory until it ends or releases the lock. The
 * lock is an exclusive one of SQLite on `daemon.lock`: the kernel frees it even after SIGKILL. The
 * pid of the owner stands in the file.
 * @throws UserError `conflict` when another executor owns the directory, `storage` when it cannot be used
 */
export function acquireDaemonLock(stateDir: string): DaemonLock {
  const path = join(stateDir, 'daemon.lock');
  if (held.has(path)) throw alreadyRunning(stateDir, process.pid);
  try {
    const db = openDatabase(path, 0);
    try {
      // In this mode the lock outlives the transaction that took it, and the pid is committed.
      db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF');
      db.exec(`BEGIN EXCLUSIVE; PRAGMA user_version = ${process.pid}; COMMIT`);
    } catch (error) {
      db.close();
      throw error;
    }
    held.set(path, db);
    return {
      release() {
        if (held.delete(path)) db.close();
      },
    };
  } catch (thrown) {
    throw isBusy(thrown) ? alreadyRunning(stateDir, lockOwner(path)) : storageFault(thrown, path);
  }
}

/** The pid in a lock file of another process; null when it cannot be told. */
function lockOwner(path: string): number | null {
  try {
    const pid = readFileSync(path).readUInt32BE(userVersionOffset);
    return pid === 0 ? null : pid;
  } catch {
    return null;
  }
}

function alreadyRunning(stateDir: string, pid: number | null): UserError {
  const who = pid === null ? '' : `, pid ${pid}`;
  const how = pid === null ? '' : ` with "kill ${pid}"`;
  return new UserError('conflict', `An executor is already running for ${stateDir}${who}`, {
    fix: `Use it: every verb and console attaches to it. Or stop it${how}; one that a verb started ends by itself within seconds.`,
  });
}
