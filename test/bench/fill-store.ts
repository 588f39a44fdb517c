import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { databaseName, openStorage } from '../../src/executor/storage/open-storage.ts';
import { fixedColumns, movingColumns } from '../../src/executor/storage/run-columns.ts';
import { openDatabase } from '../../src/executor/storage/sqlite.ts';
import { isoTime } from '../../src/lib/clock.ts';
import { newId } from '../../src/lib/id.ts';
import { sampleRun } from '../helpers/sample-run.ts';

export interface StoreSize {
  readonly runs: number;
  readonly eventsPerRun: number;
  /** The log of the newest run, in the form of `src/model/log.ts`; default: none has a log. */
  readonly logOfNewest?: string | undefined;
}

const targets = ['task:hello', 'task:reports/weekly', 'task:ingest', 'task:mail'];
const runsPerBatch = 500;
const day = 86_400_000;
const perTransaction = 20_000;

/**
 * Fills a store with ended runs of the last day, a fifth of them failed, half of them in batches, each with
 * events: by SQL, as creating them would take hours. The triggers of the store keep its counts.
 * @returns the id of the newest run
 */
export function fillStore(stateDir: string, { runs, eventsPerRun, logOfNewest }: StoreSize): string {
  openStorage(stateDir).close();
  const db = openDatabase(`${stateDir}/${databaseName}`, 1000);
  // Only while it is filled: nobody needs to survive a power loss here.
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144');
  const insertRun = runInserter(db);
  const insertEvent = db.prepare(
    `INSERT INTO events (run_id, type, level, message, payload, created_at) VALUES (?, ?, 'info', 'Step done', '{"step":1}', ?)`,
  );
  const began = Date.now() - day;
  let id = '';
  for (let n = 0; n < runs; n++) {
    if (n % perTransaction === 0) db.exec(n === 0 ? 'BEGIN' : 'COMMIT; BEGIN');
    const at = began + Math.floor((n * day) / runs);
    id = insertRun(n, at);
    for (let e = 1; e < eventsPerRun; e++) insertEvent.run(id, 'step', at + e);
    insertEvent.run(id, n % 5 === 0 ? 'run.failed' : 'run.completed', at + 1000);
  }
  db.exec('COMMIT; ANALYZE');
  db.close();
  if (logOfNewest !== undefined) writeLog(join(stateDir, 'logs', id), logOfNewest);
  return id;
}

function writeLog(folder: string, text: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'log'), text, { mode: 0o600 });
}

function runInserter(db: DatabaseSync): (n: number, at: number) => string {
  const rowOf = (n: number, at: number) => {
    const run = sampleRun({
      id: newId(),
      target: targets[n % targets.length] ?? '',
      status: n % 5 === 0 ? 'failed' : 'completed',
      reason: n % 5 === 0 ? 'error' : 'ok',
      batchId: Math.floor(n / runsPerBatch) % 2 === 0 ? batchIdOf(Math.floor(n / runsPerBatch)) : null,
      config: { n },
      createdAt: isoTime(at),
      updatedAt: isoTime(at + 1000),
      startedAt: isoTime(at + 10),
      completedAt: isoTime(at + 1000),
    });
    return { ...fixedColumns(run), ...movingColumns(run), public_id: null };
  };
  const names = Object.keys(rowOf(0, 0));
  const insert = db.prepare(
    `INSERT INTO runs (${names.join()}) VALUES (${names.map((name) => `:${name}`).join()})`,
  );
  return (n, at) => {
    const row = rowOf(n, at);
    insert.run(row);
    return row.id;
  };
}

export function batchIdOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
