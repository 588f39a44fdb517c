import { statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { UserError } from '../../model/errors.ts';
import { integer } from './columns.ts';
import { storageFault } from './faults.ts';

/** SQLite's word for: free pages leave the file when they are asked to. */
const incremental = 2;

/** Rewriting a database takes a second file of its size, and a write-ahead log of its size. */
const roomFactor = 2;

/** A start must not wait for minutes: above this size the rewriting is left to `vfjobs doctor --repair`. */
export const startRewriteBytes = 256 * 1024 * 1024;

/** True when free pages of the database can leave its file bit by bit. */
export function isShrinkable(db: DatabaseSync): boolean {
  const row = db.prepare('PRAGMA auto_vacuum').get();
  return row !== undefined && integer(row, 'auto_vacuum') === incremental;
}

/**
 * Rewrites a database so that its free pages can leave the file from now on. Where the disk has no
 * room for that, or above `maxBytes`, it stays as it is: it works all the same, and reuses its free pages.
 * @returns whether it can shrink now
 * @throws what SQLite throws for anything but a full disk
 */
export function makeShrinkable(db: DatabaseSync, path: string, maxBytes: number): boolean {
  if (isShrinkable(db)) return true;
  const { bavail, bsize } = statfsSync(dirname(path));
  const { size } = statSync(path);
  if (size > maxBytes || bavail * bsize < size * roomFactor) return false;
  try {
    db.exec('PRAGMA auto_vacuum = INCREMENTAL; VACUUM');
  } catch (thrown) {
    // Somebody else may have filled the disk meanwhile; SQLite leaves the database as it was.
    if (!(storageFault(thrown, path) instanceof UserError)) throw thrown;
  }
  return isShrinkable(db);
}
