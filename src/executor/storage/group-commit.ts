import type { DatabaseSync } from 'node:sqlite';
import { UserError } from '../../model/errors.ts';
import { isDamage, storageFault } from './faults.ts';

/** Most changes in one transaction: bounds how long the event loop is held. */
const maxGroup = 500;

/**
 * Gathers changes and commits them together: one wait for the disk instead of one per change, which
 * is what makes `synchronous=FULL` affordable.
 */
export interface GroupCommit {
  /**
   * Applies `change` in the next transaction, in the order asked.
   * @returns what `change` returned, after COMMIT
   * @throws whatever `change` threw (it alone is undone); UserError `storage` when the file failed
   */
  write<T>(change: () => T): Promise<T>;
  /** Commits what is waiting and takes no more. */
  close(): void;
}

interface Waiting {
  /** Applies the change; answers what to do after COMMIT. */
  apply(): () => void;
  reject(error: unknown): void;
}

export function createGroupCommit(db: DatabaseSync, path: string): GroupCommit {
  const waiting: Waiting[] = [];
  let refusal: unknown = null;
  let scheduled = false;

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      commitGroup();
      if (waiting.length > 0) schedule();
    });
  };

  const commitGroup = () => {
    const group = waiting.splice(0, maxGroup);
    if (group.length === 0) return;
    const fault = refusal ?? tryCommit(db, group, path);
    // A damaged file is never written again: the user's data may still be saved from it.
    if (isDamage(fault)) refusal = fault;
    if (fault !== null) for (const { reject } of group) reject(fault);
  };

  return {
    write(change) {
      return new Promise((resolve, reject) => {
        const apply = () => {
          const result = change();
          return () => resolve(result);
        };
        waiting.push({ apply, reject });
        schedule();
      });
    },
    close() {
      while (waiting.length > 0) commitGroup();
      refusal = new UserError('unavailable', 'The executor has stopped');
    },
  };
}

/** Commits a group and settles it; answers the fault when nothing of it was kept. */
function tryCommit(db: DatabaseSync, group: readonly Waiting[], path: string): unknown {
  let settlements: (() => void)[];
  try {
    settlements = commit(db, group, path);
  } catch (thrown) {
    rollBack(db);
    return storageFault(thrown, path);
  }
  for (const settle of settlements) settle();
  return null;
}

/** One transaction; a change that throws is undone by its savepoint and does not touch the others. */
function commit(db: DatabaseSync, group: readonly Waiting[], path: string): (() => void)[] {
  // Left open when the file failed even at undoing: nothing may be added to that transaction.
  if (db.isTransaction) db.exec('ROLLBACK');
  db.exec('BEGIN IMMEDIATE');
  const settlements = group.map((waiting) => applyOne(db, waiting, path));
  db.exec('COMMIT');
  return settlements;
}

/** Undoes the transaction. When that fails too, the next group tries it again before it begins. */
function rollBack(db: DatabaseSync): void {
  try {
    if (db.isTransaction) db.exec('ROLLBACK');
  } catch {
    // The writers hear of the first fault, which is the one that tells something.
  }
}

function applyOne(db: DatabaseSync, waiting: Waiting, path: string): () => void {
  db.exec('SAVEPOINT change');
  try {
    const settle = waiting.apply();
    db.exec('RELEASE change');
    return settle;
  } catch (thrown) {
    const fault = storageFault(thrown, path);
    // A full disk makes SQLite roll back the whole transaction by itself: then nobody's change is kept.
    if (!db.isTransaction || isDamage(fault)) throw thrown;
    db.exec('ROLLBACK TO change');
    db.exec('RELEASE change');
    return () => waiting.reject(fault);
  }
}
