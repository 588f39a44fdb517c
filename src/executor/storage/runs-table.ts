import type { DatabaseSync } from 'node:sqlite';
import { withoutMembers } from '../../model/listed-run.ts';
import { type BulkyMember, bulkyMembers, maxListedBytes, type Run, type RunFilter } from '../../model/run.ts';
import { noCounts, runStatuses, type StatusCounts } from '../../model/run-status.ts';
import { type ClaimOrder, createClaimOrder } from './claim-order.ts';
import { integer, type Row, text, word } from './columns.ts';
import { fixedColumns, movingColumns, runFromRow } from './run-columns.ts';
import { createRunCounts } from './run-counts.ts';
import { perStatus, whereOf } from './run-filter.ts';
import { createStatementCache } from './statement-cache.ts';
import { createWaitingRuns, type WaitingRuns } from './waiting-runs.ts';

/** How often a run was tried in vain: by its own fault, and by the loss of its worker. */
export interface Tries {
  readonly failures: number;
  readonly losses: number;
}

/** The rows of `runs`. Methods that write belong inside `Storage.write`. */
export interface RunsTable extends Pick<ClaimOrder, 'due' | 'nextDue' | 'tookTurn'>, WaitingRuns {
  insert(run: Run, publicId: string | null): void;
  /** Writes every member that may change; a run that becomes pending goes to the end of its lane. */
  update(run: Run): void;
  get(id: string): Run | null;
  getByPublicId(publicId: string): Run | null;
  /** Ids that start with `prefix` (lower-case), oldest first. */
  idsFrom(prefix: string, limit: number): readonly string[];
  /** Ids that end with `ending`, newest first. Reads every id: for when nothing else is known. */
  idsTo(ending: string, limit: number): readonly string[];
  /**
   * Newest first, below the position `before`; members larger than `maxListedBytes` are left out.
   * @throws UserError `invalid` for a bad `since`
   */
  list(filter: RunFilter, before: number, limit: number): readonly PlacedRun[];
  /** @throws UserError `invalid` for a bad `since` */
  counts(filter: RunFilter): StatusCounts;
  /** How many runs are pending or waiting. */
  queueLength(): number;
  tries(id: string): Tries;
  setTries(id: string, tries: Tries): void;
}

/** A run and its place in creation order. */
export interface PlacedRun {
  readonly run: Run;
  readonly position: number;
}

export function createRunsTable(db: DatabaseSync, projectId: string): RunsTable {
  const runOf = (row: Row) => runFromRow(row, projectId);
  const order = createClaimOrder(db, runOf);
  return { ...readers(db, runOf), ...order, ...createWaitingRuns(db, runOf), ...writers(db, order) };
}

type RunOf = (row: Row) => Run;

function readers(db: DatabaseSync, runOf: RunOf) {
  const statements = createStatementCache(db);
  const kept = createRunCounts(db);
  const columns = listedColumns(db);
  const byId = db.prepare('SELECT * FROM runs WHERE id = ?');
  const byPublicId = db.prepare('SELECT * FROM runs WHERE public_id = ?');
  // Ids grow with time (UUID v7). In their own order they are read from the index, in that of `seq` from whole rows.
  const byEnding = db.prepare(
    "SELECT id FROM runs WHERE id LIKE '%' || :ending ORDER BY id DESC LIMIT :limit",
  );
  // Ids are made of 0-9, a-f and '-': everything with the prefix sorts before prefix + 'g'.
  const byPrefix = db.prepare(
    "SELECT id FROM runs WHERE id >= :prefix AND id < :prefix || 'g' ORDER BY id LIMIT :limit",
  );
  const runOrNull = (row: Row | undefined) => (row === undefined ? null : runOf(row));
  const newest = (filter: RunFilter, before: number, limit: number): PlacedRun[] => {
    const where = whereOf(filter);
    const sql = `SELECT ${columns} FROM runs WHERE seq < :before AND ${where.sql} ORDER BY seq DESC LIMIT :limit`;
    const rows = statements.prepare(sql).all({ ...where.params, before, limit });
    return rows.map((row) => ({
      run: withoutMembers(runOf(row), omittedIn(row)),
      position: integer(row, 'seq'),
    }));
  };
  return {
    get: (id: string) => runOrNull(byId.get(id)),
    getByPublicId: (publicId: string) => runOrNull(byPublicId.get(publicId)),
    queueLength() {
      const { pending, waiting } = kept.of(undefined);
      return pending + waiting;
    },
    idsTo: (ending: string, limit: number) => byEnding.all({ ending, limit }).map((row) => text(row, 'id')),
    idsFrom: (prefix: string, limit: number) => byPrefix.all({ prefix, limit }).map((row) => text(row, 'id')),
    list(filter: RunFilter, before: number, limit: number): PlacedRun[] {
      const found = perStatus(filter).flatMap((each) => newest(each, before, limit));
      return found.sort((a, b) => b.position - a.position).slice(0, limit);
    },
    counts(filter: RunFilter) {
      const known = kept.matching(filter);
      if (known !== null) return known;
      const where = whereOf(filter);
      const sql = `SELECT status, count(*) AS n FROM runs WHERE ${where.sql} GROUP BY status`;
      const counts = noCounts();
      for (const row of statements.prepare(sql).all(where.params)) {
        counts[word(row, 'status', runStatuses)] = integer(row, 'n');
      }
      return counts;
    },
  };
}

/** All columns; large values stay on the disk, and a column beside each says so. */
function listedColumns(db: DatabaseSync): string {
  const names = db.prepare("SELECT name FROM pragma_table_info('runs')").all();
  const bulky: readonly string[] = bulkyMembers;
  const listed = names.map((row) => {
    const name = text(row, 'name');
    return bulky.includes(name) ? `iif(${isLarge(name)}, 'null', ${name}) AS ${name}` : name;
  });
  return [...listed, ...bulkyMembers.map((name) => `${isLarge(name)} AS ${name}_omitted`)].join();
}

function isLarge(column: string): string {
  return `octet_length(${column}) > ${maxListedBytes}`;
}

function omittedIn(row: Row): readonly BulkyMember[] {
  return bulkyMembers.filter((name) => row[`${name}_omitted`] === 1);
}

function writers(db: DatabaseSync, order: ClaimOrder) {
  const statements = createStatementCache(db);
  const readTries = db.prepare('SELECT failures, losses FROM runs WHERE id = ?');
  const writeTries = db.prepare('UPDATE runs SET failures = ?, losses = ? WHERE id = ?');
  return {
    insert(run: Run, publicId: string | null) {
      const row = { ...fixedColumns(run), ...movingColumns(run), ...order.placeOf(run), public_id: publicId };
      const names = Object.keys(row);
      const values = names.map((name) => `:${name}`);
      statements.prepare(`INSERT INTO runs (${names.join()}) VALUES (${values.join()})`).run(row);
    },
    update(run: Run) {
      if (run.status === 'pending') order.requeue(run);
      const row = movingColumns(run);
      const settings = Object.keys(row).map((name) => `${name} = :${name}`);
      statements.prepare(`UPDATE runs SET ${settings.join()} WHERE id = :id`).run({ ...row, id: run.id });
    },
    tries(id: string): Tries {
      const row = readTries.get(id);
      if (row === undefined) return { failures: 0, losses: 0 };
      return { failures: integer(row, 'failures'), losses: integer(row, 'losses') };
    },
    setTries(id: string, { failures, losses }: Tries) {
      writeTries.run(failures, losses, id);
    },
  };
}
