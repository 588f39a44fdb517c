import type { DatabaseSync } from 'node:sqlite';
import { UserError } from '../../model/errors.ts';
import { integer } from './columns.ts';
import { schemaV1 } from './schema/v1.ts';
import { schemaV2 } from './schema/v2.ts';

/** Each entry moves the schema up by one version. Never change one that was released: add another. */
const migrations: readonly string[] = [schemaV1, schemaV2];

/** The schema this program writes. */
export const schemaVersion = migrations.length;

/** The schema version of an open database, 0 for a new one. */
export function readSchemaVersion(db: DatabaseSync): number {
  const row = db.prepare('PRAGMA user_version').get();
  return row === undefined ? 0 : integer(row, 'user_version');
}

/**
 * Brings the schema up to date in one transaction.
 * @throws UserError `storage` when the database was written by a newer program; nothing is changed
 */
export function migrate(db: DatabaseSync, path: string): void {
  const found = readSchemaVersion(db);
  if (found > schemaVersion) throw newerSchema(path, found);
  if (found === schemaVersion) return;
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

function newerSchema(path: string, found: number): UserError {
  return new UserError(
    'storage',
    `${path} has schema version ${found}; this program knows versions up to ${schemaVersion}`,
    { fix: 'Install the newer vfjobs that wrote it. Nothing was changed.' },
  );
}
