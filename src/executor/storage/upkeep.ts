import type { DatabaseSync } from 'node:sqlite';
import { integer } from './columns.ts';

/** Gives space back to the disk. */
export interface Upkeep {
  /** Pages of the file that hold nothing. */
  freePages(): number;
  /** Takes at most so many free pages out of the file; nothing happens where it cannot shrink. Belongs inside `Storage.write`. */
  shrink(pages: number): void;
  /**
   * Moves what is in the write-ahead log into the database and empties the log, unless a reader is at
   * work: then it does as much as it can. Not inside `Storage.write`.
   */
  emptyLog(): void;
}

/**
 * @param busyMs how long statements wait for locks otherwise
 */
export function createUpkeep(db: DatabaseSync, busyMs: number): Upkeep {
  const free = db.prepare('PRAGMA freelist_count');
  return {
    freePages() {
      const row = free.get();
      return row === undefined ? 0 : integer(row, 'freelist_count');
    },
    shrink: (pages) => db.exec(`PRAGMA incremental_vacuum(${Math.trunc(pages)})`),
    emptyLog() {
      // The event loop must not stand still for somebody who reads.
      db.exec('PRAGMA busy_timeout = 0');
      try {
        db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } finally {
        db.exec(`PRAGMA busy_timeout = ${busyMs}`);
      }
    },
  };
}
