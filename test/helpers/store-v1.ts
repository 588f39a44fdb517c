import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { schemaV1 } from '../../src/executor/storage/schema/v1.ts';

/** A run as the first release wrote it. */
export interface RunV1 {
  readonly id: string;
  readonly status: string;
  readonly target?: string;
  readonly batchId?: string | null;
  /** Epoch milliseconds. */
  readonly createdAt?: number;
  readonly completedAt?: number | null;
}

/**
 * Writes a `state.db` as the first release left it: each run with an attempt and two events. It gave
 * no thought to free pages.
 * @returns the path of the database
 */
export function writeStoreV1(stateDir: string, runs: readonly RunV1[]): string {
  const path = join(stateDir, 'state.db');
  const db = new DatabaseSync(path);
  db.exec(`PRAGMA journal_mode = WAL; ${schemaV1}; PRAGMA user_version = 1`);
  db.exec("INSERT INTO meta VALUES ('project-id', '0198c0de-0000-7000-8000-0000000000ff')");
  const insert = db.prepare(
    `INSERT INTO runs (id, kind, target, status, config, input, batch_id, root_run_id, timeout_seconds,
       backoff_limit, attempt, created_at, updated_at, completed_at, search)
     VALUES (?, 'task', ?, ?, '{"a":1}', '[2]', ?, ?, 300, 3, 1, ?, ?, ?, '')`,
  );
  const attempt = db.prepare('INSERT INTO attempts (run_id, number, started_at) VALUES (?, 1, ?)');
  const event = db.prepare(
    "INSERT INTO events (run_id, type, level, message, payload, created_at) VALUES (?, ?, 'info', 'm', '{}', ?)",
  );
  for (const { id, status, target = 'task:hello', batchId = null, ...times } of runs) {
    const { createdAt = 1_700_000_000_000, completedAt = null } = times;
    insert.run(id, target, status, batchId, id, createdAt, completedAt ?? createdAt, completedAt);
    attempt.run(id, createdAt);
    event.run(id, 'run.accepted', createdAt);
    event.run(id, 'run.started', createdAt);
  }
  db.close();
  return path;
}
