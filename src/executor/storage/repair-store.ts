import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { unfinishedBackups } from './backup.ts';
import { storageFault } from './faults.ts';
import { readSchemaVersion, schemaVersion } from './migrations.ts';
import { databaseName } from './open-storage.ts';
import { makeShrinkable } from './shrinkable.ts';
import { openDatabase } from './sqlite.ts';

/** Another program may look into the database at the same moment. */
const busyMs = 2000;

/**
 * Empties the write-ahead log of a sound database, lets the file shrink from now on, and removes copies
 * that were not finished. Hold the daemon lock. A database of another schema version only loses its log.
 * @returns whether free space can leave the file now
 * @throws UserError `storage`
 */
export function repairStore(stateDir: string): boolean {
  const path = join(stateDir, databaseName);
  try {
    for (const left of unfinishedBackups(path)) rmSync(left, { force: true });
    const db = openDatabase(path, busyMs);
    try {
      const isKnown = readSchemaVersion(db) === schemaVersion;
      const shrinkable = isKnown && makeShrinkable(db, path, Number.POSITIVE_INFINITY);
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return shrinkable;
    } finally {
      db.close();
    }
  } catch (thrown) {
    throw storageFault(thrown, path);
  }
}
