import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { type Clock, systemClock } from '../../lib/clock.ts';
import { newId } from '../../lib/id.ts';
import { type AttemptsTable, createAttemptsTable } from './attempts-table.ts';
import { type BatchMembers, createBatchMembers } from './batch-members.ts';
import { type BatchesQuery, createBatchesQuery } from './batches-query.ts';
import { text } from './columns.ts';
import { createDependenciesTable, type DependenciesTable } from './dependencies-table.ts';
import { createEventsTable, type EventsTable } from './events-table.ts';
import { damageFound, storageFault } from './faults.ts';
import { createGroupCommit } from './group-commit.ts';
import { guardTable } from './guard-table.ts';
import { createMetaTable } from './meta-table.ts';
import { migrate } from './migrations.ts';
import { createProjectEventsQuery, type ProjectEventsQuery } from './project-events-query.ts';
import { createPruningTable, type PruningTable } from './pruning-table.ts';
import { createRunsTable, type RunsTable } from './runs-table.ts';
import { createScheduleEventsTable, type ScheduleEventsTable } from './schedule-events-table.ts';
import { createScheduleRuns, type ScheduleRuns } from './schedule-runs.ts';
import { createSchedulesTable, type SchedulesTable } from './schedules-table.ts';
import { createSignalsTable, type SignalsTable } from './signals-table.ts';
import { createSlotsTable, type SlotsTable } from './slots-table.ts';
import { openDatabase } from './sqlite.ts';
import { createUpkeep, type Upkeep } from './upkeep.ts';

export const databaseName = 'state.db';

/** How long a write waits for another program's lock. The event loop stands still meanwhile. */
const busyMs = 2000;

/** A whole check takes about 2 ms per MB: below this size every start can afford one. */
const alwaysCheckedBytes = 8 * 1024 * 1024;

/**
 * Everything the executor keeps in SQLite. Reads are synchronous and see what is committed; changes
 * go through `write`. One process opens it at a time: hold the daemon lock.
 */
export interface Storage {
  /** UUID v7, made when the storage was created. */
  readonly projectId: string;
  readonly runs: RunsTable;
  readonly attempts: AttemptsTable;
  readonly events: EventsTable;
  /** Events of all runs by time. */
  readonly projectEvents: ProjectEventsQuery;
  readonly signals: SignalsTable;
  readonly batches: BatchesQuery;
  readonly batchMembers: BatchMembers;
  readonly dependencies: DependenciesTable;
  readonly schedules: SchedulesTable;
  readonly slots: SlotsTable;
  readonly scheduleEvents: ScheduleEventsTable;
  readonly scheduleRuns: ScheduleRuns;
  readonly pruning: PruningTable;
  readonly upkeep: Upkeep;
  /**
   * Applies a change in the next transaction, together with others that wait.
   * @returns what `change` returned, after it is durable
   * @throws what `change` threw; UserError `storage` when the file failed, `unavailable` after `close`
   */
  write<T>(change: () => T): Promise<T>;
  /** Commits what waits and closes the file. */
  close(): void;
}

/**
 * Opens `state.db` in an existing folder, creating or migrating it (see `migrate`).
 * @throws UserError `storage`: not a database, damaged, newer than this program, not writable, locked.
 *   A file that is refused is left as it was.
 */
export function openStorage(stateDir: string, clock: Clock = systemClock): Storage {
  const path = join(stateDir, databaseName);
  try {
    return storageOf(openSound(path, clock.now()), path);
  } catch (thrown) {
    throw storageFault(thrown, path);
  }
}

/** Opens the file, checks it before anything is written, and brings it into shape. */
function openSound(path: string, now: number): DatabaseSync {
  const endedHard = existsSync(`${path}-wal`);
  const db = openDatabase(path, busyMs);
  try {
    if (endedHard || statSync(path).size <= alwaysCheckedBytes) checkDatabase(db, path);
    migrate(db, path, now);
    db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA journal_size_limit = 16777216;
    `);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function checkDatabase(db: DatabaseSync, path: string): void {
  const row = db.prepare('PRAGMA quick_check(1)').get();
  const finding = row === undefined ? 'ok' : text(row, 'quick_check');
  if (finding !== 'ok') throw damageFound(path, finding);
}

function storageOf(db: DatabaseSync, path: string): Storage {
  const projectId = createMetaTable(db).setOnce('project-id', newId());
  const commits = createGroupCommit(db, path);
  return {
    projectId,
    runs: guardTable(createRunsTable(db, projectId), path),
    attempts: guardTable(createAttemptsTable(db), path),
    events: guardTable(createEventsTable(db), path),
    projectEvents: guardTable(createProjectEventsQuery(db), path),
    signals: guardTable(createSignalsTable(db), path),
    batches: guardTable(createBatchesQuery(db, projectId), path),
    batchMembers: guardTable(createBatchMembers(db), path),
    dependencies: guardTable(createDependenciesTable(db), path),
    schedules: guardTable(createSchedulesTable(db), path),
    slots: guardTable(createSlotsTable(db), path),
    scheduleEvents: guardTable(createScheduleEventsTable(db), path),
    scheduleRuns: guardTable(createScheduleRuns(db, projectId), path),
    pruning: guardTable(createPruningTable(db), path),
    upkeep: guardTable(createUpkeep(db, busyMs), path),
    write: commits.write,
    close() {
      if (!db.isOpen) return;
      commits.close();
      db.close();
    },
  };
}
