import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { integer, integerOrNull, text, textOrNull } from './columns.ts';
import { readSchemaVersion, schemaVersion } from './migrations.ts';
import { databaseName } from './open-storage.ts';
import { isShrinkable } from './shrinkable.ts';
import { openDatabaseReadOnly } from './sqlite.ts';

/** An attempt that nobody has closed. */
export interface UnclosedAttempt {
  readonly runId: string;
  readonly number: number;
  /** Epoch milliseconds; null where none was taken. */
  readonly leaseUntil: number | null;
}

/** What is in a sound database. */
export interface StoreDetails {
  /** Bytes of pages that hold nothing. */
  readonly freeBytes: number;
  /** Whether those can leave the file. */
  readonly shrinkable: boolean;
  readonly unclosed: readonly UnclosedAttempt[];
  /** The latest time that the newest events carry, epoch ms; null without events. */
  readonly newestEvent: number | null;
}

/** A file beside the database that was made of it: a copy from before a migration, or a damaged one. */
export interface LeftFile {
  readonly path: string;
  readonly bytes: number;
}

/** Events that are looked at for their times: all of them would be too many. */
const lookedAt = 10_000;

/**
 * Looks into the database of a state directory without changing it; works beside a running executor.
 * @returns null for one that has another schema than this program: that cannot be told what it means
 * @throws what SQLite throws; check it with `checkStore` first
 */
export function inspectStore(stateDir: string): StoreDetails | null {
  const db = openDatabaseReadOnly(join(stateDir, databaseName));
  try {
    if (readSchemaVersion(db) !== schemaVersion) return null;
    return {
      freeBytes: pragma(db, 'freelist_count') * pragma(db, 'page_size'),
      shrinkable: isShrinkable(db),
      unclosed: unclosedAttempts(db),
      newestEvent: newestEvent(db),
    };
  } finally {
    db.close();
  }
}

function pragma(db: DatabaseSync, name: string): number {
  return integer(db.prepare(`PRAGMA ${name}`).get() ?? {}, name);
}

function unclosedAttempts(db: DatabaseSync): readonly UnclosedAttempt[] {
  const rows = db.prepare('SELECT run_id, number, lease_until FROM attempts WHERE ended_at IS NULL').all();
  return rows.map((row) => ({
    runId: text(row, 'run_id'),
    number: integer(row, 'number'),
    leaseUntil: integerOrNull(row, 'lease_until'),
  }));
}

/** Answers which runs there are; read-only. */
export interface RunLookup extends Disposable {
  has(runId: string): boolean;
}

/** @throws what SQLite throws */
export function openRunLookup(stateDir: string): RunLookup {
  const db = openDatabaseReadOnly(join(stateDir, databaseName));
  const find = db.prepare('SELECT 1 FROM runs WHERE id = ?');
  return {
    has: (runId) => find.get(runId) !== undefined,
    [Symbol.dispose]: () => db.close(),
  };
}

/** Names of schedules, by whoever defines them. */
export interface ScheduleNames {
  /** Names of those that were made by hand. */
  readonly byHand: ReadonlySet<string>;
  /** Ids that files give them. */
  readonly ofSource: ReadonlySet<string>;
}

export const noScheduleNames: ScheduleNames = { byHand: new Set(), ofSource: new Set() };

/**
 * The names of schedules in the database of a state directory, without those that were deleted; works beside a running
 * executor. None where there is no database, or one with another schema.
 * @throws what SQLite throws
 */
export function readScheduleNames(stateDir: string): ScheduleNames {
  const path = join(stateDir, databaseName);
  if (!existsSync(path)) return noScheduleNames;
  const db = openDatabaseReadOnly(path);
  try {
    const rows =
      readSchemaVersion(db) === schemaVersion
        ? db.prepare('SELECT name, source_trigger_id FROM schedules WHERE archived_at IS NULL').all()
        : [];
    const ids = rows.map((row) => textOrNull(row, 'source_trigger_id'));
    return {
      byHand: new Set(rows.filter((_, index) => ids[index] === null).map((row) => text(row, 'name'))),
      ofSource: new Set(ids.filter((id) => id !== null)),
    };
  } finally {
    db.close();
  }
}

/** What lies beside the database and is only kept in case somebody wants it back. */
export function leftFiles(stateDir: string): readonly LeftFile[] {
  const path = join(stateDir, databaseName);
  const isLeft = (name: string) =>
    name.startsWith(`${basename(path)}.backup-`) || name.startsWith(`${basename(path)}.corrupt-`);
  return readdirSync(dirname(path))
    .filter(isLeft)
    .sort()
    .map((name) => join(dirname(path), name))
    .map((left) => ({ path: left, bytes: statSync(left).size }));
}

function newestEvent(db: DatabaseSync): number | null {
  const row = db
    .prepare('SELECT max(created_at) AS at FROM (SELECT created_at FROM events ORDER BY seq DESC LIMIT ?)')
    .get(lookedAt);
  return row === undefined ? null : integerOrNull(row, 'at');
}
