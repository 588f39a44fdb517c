import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../model/errors.ts';
import { text } from './columns.ts';
import { storageFault } from './faults.ts';
import { readSchemaVersion, schemaVersion } from './migrations.ts';
import { databaseName } from './open-storage.ts';
import { openDatabaseReadOnly } from './sqlite.ts';

/** What `vfjobs doctor` says about the storage. */
export interface StoreReport {
  readonly path: string;
  readonly exists: boolean;
  readonly databaseBytes: number;
  readonly walBytes: number;
  readonly sqliteVersion: string;
  /** Schema version of the file; null when it cannot be read. */
  readonly schemaVersion: number | null;
  /** Newest schema version that this program can use. */
  readonly knownSchemaVersion: number;
  /** Findings of SQLite's own check and of opening the file; empty when it is sound. */
  readonly problems: readonly string[];
}

/** Checks the storage without changing it; works beside a running executor. Never throws. */
export function checkStore(stateDir: string): StoreReport {
  const path = join(stateDir, databaseName);
  const report = {
    path,
    exists: existsSync(path),
    databaseBytes: sizeOf(path),
    walBytes: sizeOf(`${path}-wal`),
    sqliteVersion: process.versions['sqlite'] ?? 'unknown',
    knownSchemaVersion: schemaVersion,
  };
  if (!report.exists) return { ...report, schemaVersion: null, problems: [] };
  try {
    return { ...report, ...inspect(path) };
  } catch (thrown) {
    return { ...report, schemaVersion: null, problems: [messageOf(storageFault(thrown, path))] };
  }
}

function inspect(path: string): Pick<StoreReport, 'schemaVersion' | 'problems'> {
  const db = openDatabaseReadOnly(path);
  try {
    const version = readSchemaVersion(db);
    const findings = db.prepare('PRAGMA quick_check(20)').all();
    const problems = findings.map((row) => text(row, 'quick_check')).filter((finding) => finding !== 'ok');
    if (version > schemaVersion) problems.push(`written by a newer vfjobs (schema version ${version})`);
    return { schemaVersion: version, problems };
  } finally {
    db.close();
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
