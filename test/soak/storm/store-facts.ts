import { join } from 'node:path';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { databaseName } from '../../../src/executor/storage/open-storage.ts';
import { openDatabaseReadOnly } from '../../../src/executor/storage/sqlite.ts';
import { wrongCounts } from './wrong-counts.ts';

export interface StoredRun {
  readonly id: string;
  readonly n: number;
  readonly status: string;
  readonly reason: string | null;
  readonly attempt: number;
  readonly failures: number;
  readonly losses: number;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
}

/** What a store says after a storm, read by SQL of our own and not by the executor's. */
export interface StoreFacts {
  readonly runs: readonly StoredRun[];
  /** Types of terminal events by run id. */
  readonly terminalEvents: ReadonlyMap<string, readonly string[]>;
  /** How often each numbered event of a task is there, by `<attempt> <number>`. */
  readonly numbered: ReadonlyMap<string, number>;
  readonly attempts: readonly {
    readonly runId: string;
    readonly number: number;
    readonly reason: string | null;
    readonly isOpen: boolean;
  }[];
  /** Each status (of all runs, and of each batch) whose kept count is not what counting gives. */
  readonly wrongCounts: readonly string[];
  /** Foreign keys that point nowhere. */
  readonly brokenKeys: number;
  /** `ok`, or what is damaged. */
  readonly check: string;
}

export function readStore(stateDir: string): StoreFacts {
  const db = openDatabaseReadOnly(join(stateDir, databaseName));
  try {
    return factsOf(db);
  } finally {
    db.close();
  }
}

type Row = Record<string, SQLOutputValue>;
const number = (value: SQLOutputValue | undefined) => Number(value ?? 0);
const numberOrNull = (value: SQLOutputValue | undefined) => (value === null ? null : number(value));
const textOrNull = (value: SQLOutputValue | undefined) => (value === null ? null : String(value));

function factsOf(db: DatabaseSync): StoreFacts {
  const all = (sql: string): Row[] => db.prepare(sql).all();
  const terminal = all(
    "SELECT run_id, type FROM events WHERE type IN ('run.completed', 'run.failed', 'run.cancelled')",
  );
  const numbered = all(
    `SELECT payload ->> 'who' || ' ' || (payload ->> 'i') AS name, count(*) AS times
     FROM events WHERE type = 'numbered' GROUP BY name`,
  );
  return {
    runs: all('SELECT * FROM runs ORDER BY seq').map(storedRun),
    terminalEvents: listsBy(terminal),
    numbered: new Map(numbered.map((row) => [String(row['name']), number(row['times'])])),
    attempts: all('SELECT * FROM attempts ORDER BY run_id, number').map((row) => ({
      runId: String(row['run_id']),
      number: number(row['number']),
      reason: textOrNull(row['reason']),
      isOpen: row['ended_at'] === null,
    })),
    wrongCounts: all(wrongCounts).map((row) => `${String(row['batch_id'])} ${String(row['status'])}`),
    brokenKeys: all('PRAGMA foreign_key_check').length,
    check: all('PRAGMA quick_check')
      .map((row) => String(row['quick_check']))
      .join('; '),
  };
}

function storedRun(row: Row): StoredRun {
  return {
    id: String(row['id']),
    n: Number(JSON.parse(String(row['config'])).n),
    status: String(row['status']),
    reason: textOrNull(row['reason']),
    attempt: number(row['attempt']),
    failures: number(row['failures']),
    losses: number(row['losses']),
    createdAt: number(row['created_at']),
    startedAt: numberOrNull(row['started_at']),
    completedAt: numberOrNull(row['completed_at']),
  };
}

function listsBy(rows: readonly Row[]): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const row of rows) {
    const id = String(row['run_id']);
    lists.set(id, [...(lists.get(id) ?? []), String(row['type'])]);
  }
  return lists;
}
