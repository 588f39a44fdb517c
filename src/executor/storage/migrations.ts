import type { DatabaseSync } from 'node:sqlite';
import { messageOf, UserError } from '../../model/errors.ts';
import { backUp } from './backup.ts';
import { integer } from './columns.ts';
import { storageFault } from './faults.ts';
import { schemaV1 } from './schema/v1.ts';
import { schemaV2 } from './schema/v2.ts';
import { schemaV3 } from './schema/v3.ts';
import { makeShrinkable, startRewriteBytes } from './shrinkable.ts';

/**
 * Each entry moves the schema up by one version: the first makes version 1. Never change one that was
 * released: add another.
 */
const migrations: readonly string[] = [schemaV1, schemaV2, schemaV3];

/** The schema this program writes. */
export const schemaVersion = migrations.length;

/** The schema version of an open database, 0 for a new one. */
export function readSchemaVersion(db: DatabaseSync): number {
  const row = db.prepare('PRAGMA user_version').get();
  return row === undefined ? 0 : integer(row, 'user_version');
}

/**
 * Brings the schema up to date in one transaction. A database with an older schema is copied first
 * (see `backUp`) and afterwards made to give free space back to the disk, where there is room to do so.
 * @param now epoch ms
 * @throws UserError `storage` when the database was written by a newer program, when it cannot be
 *   copied, or when the migration fails (names the copy); it is as it was then
 */
export function migrate(db: DatabaseSync, path: string, now: number): void {
  const found = readSchemaVersion(db);
  if (found > schemaVersion) throw newerSchema(path, found);
  if (found === schemaVersion) return;
  if (found === 0) {
    // Only before the first table is made can this be had for nothing.
    db.exec('PRAGMA auto_vacuum = INCREMENTAL');
    apply(db, found);
    return;
  }
  const backup = backUpOrRefuse(db, path, found, now);
  try {
    apply(db, found);
  } catch (thrown) {
    throw failed(path, found, backup, thrown);
  }
  makeShrinkable(db, path, startRewriteBytes);
}

function apply(db: DatabaseSync, found: number): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const migration of migrations.slice(found)) db.exec(migration);
    db.exec(`PRAGMA user_version = ${schemaVersion}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function backUpOrRefuse(db: DatabaseSync, path: string, found: number, now: number): string {
  try {
    return backUp(db, path, found, now);
  } catch (thrown) {
    const fault = storageFault(thrown, path);
    throw new UserError(
      'storage',
      `${path} has schema version ${found} and is copied before it is brought to ${schemaVersion}; the copy failed: ${messageOf(fault)}`,
      {
        fix: (fault instanceof UserError ? fault.fix : undefined) ?? 'Nothing was changed.',
        cause: thrown,
      },
    );
  }
}

function failed(path: string, found: number, backup: string, thrown: unknown): UserError {
  return new UserError(
    'storage',
    `${path} could not be brought from schema version ${found} to ${schemaVersion}: ${messageOf(storageFault(thrown, path))}`,
    {
      fix: `Nothing was changed; the vfjobs that wrote it can go on with it. A copy lies at ${backup}.`,
      cause: thrown,
    },
  );
}

function newerSchema(path: string, found: number): UserError {
  return new UserError(
    'storage',
    `${path} has schema version ${found}; this program knows versions up to ${schemaVersion}`,
    { fix: 'Install the newer vfjobs that wrote it. Nothing was changed.' },
  );
}
