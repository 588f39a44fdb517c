import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { schemaV1 } from '../../src/executor/storage/schema/v1.ts';
import { schemaV2 } from '../../src/executor/storage/schema/v2.ts';

/** A run as the releases without schedules wrote it. */
export interface RunV2 {
  readonly id: string;
  readonly status: string;
  readonly batchId?: string;
  readonly scheduleId?: string;
  readonly dependsOn?: readonly string[];
}

const at = 1_700_000_000_000;

/**
 * Writes a `state.db` as the releases without schedules left it: each run with an attempt, an event, and what it
 * depends on.
 * @returns the path of the database
 */
export function writeStoreV2(stateDir: string, runs: readonly RunV2[]): string {
  const path = join(stateDir, 'state.db');
  const db = new DatabaseSync(path);
  db.exec('PRAGMA auto_vacuum = INCREMENTAL');
  db.exec(`PRAGMA journal_mode = WAL; ${schemaV1}; ${schemaV2}; PRAGMA user_version = 2`);
  db.exec("INSERT INTO meta VALUES ('project-id', '0198c0de-0000-7000-8000-0000000000ff')");
  const insert = db.prepare(
    `INSERT INTO runs (id, kind, target, status, config, input, batch_id, schedule_id, root_run_id, timeout_seconds,
       backoff_limit, attempt, created_at, updated_at, completed_at, search, lane, depends_on)
     VALUES (?, 'task', 'task:hello', ?, '{"a":1}', '[2]', ?, ?, ?, 300, 3, 1, ?, ?, ?, '', 'task:hello', ?)`,
  );
  const attempt = db.prepare(
    "INSERT INTO attempts (run_id, number, started_at, lease_owner, peak_memory) VALUES (?, 1, ?, 'x', 9)",
  );
  const event = db.prepare(
    "INSERT INTO events (run_id, type, level, message, payload, created_at) VALUES (?, 'run.accepted', 'info', 'm', '{}', ?)",
  );
  const needs = db.prepare('INSERT INTO run_dependencies (needs, run_id) VALUES (?, ?)');
  for (const { id, status, batchId = null, scheduleId = null, dependsOn = [] } of runs) {
    const completedAt = ['completed', 'failed', 'cancelled'].includes(status) ? at + 5000 : null;
    insert.run(id, status, batchId, scheduleId, id, at, at, completedAt, JSON.stringify(dependsOn));
    attempt.run(id, at);
    event.run(id, at);
    for (const needed of dependsOn) needs.run(needed, id);
  }
  db.close();
  return path;
}
