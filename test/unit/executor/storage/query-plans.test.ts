import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openStorage } from '../../../../src/executor/storage/open-storage.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

/** Statements that the queue, the lists and the retention live on, and the index each must use. */
const plans: readonly (readonly [sql: string, index: string])[] = [
  [
    "SELECT * FROM runs WHERE status = 'pending' AND not_before <= ? ORDER BY turn, seq LIMIT ?",
    'SEARCH runs USING INDEX runs_queue',
  ],
  [
    "SELECT seq, turn FROM runs WHERE status = 'pending' AND target = ? AND not_before <= ? ORDER BY turn, seq LIMIT ?",
    'SEARCH runs USING COVERING INDEX runs_pending_targets (status=? AND target=?)',
  ],
  [
    'SELECT status, count(*) AS n FROM runs WHERE target = ? GROUP BY status',
    'SEARCH runs USING COVERING INDEX runs_by_target',
  ],
  [
    "SELECT max(turn) FROM runs WHERE status = 'pending' AND lane = ?",
    'SEARCH runs USING COVERING INDEX runs_lanes',
  ],
  [
    "SELECT min(not_before) FROM runs WHERE status = 'pending' AND not_before > ? AND not_before > 0",
    'SEARCH runs USING COVERING INDEX runs_due',
  ],
  [
    "SELECT * FROM runs WHERE status = 'waiting' AND not_before > 0 AND not_before <= ? ORDER BY not_before LIMIT ?",
    'SEARCH runs USING INDEX runs_sleeping',
  ],
  ['SELECT * FROM batches WHERE seq < ? ORDER BY seq DESC LIMIT ?', 'USING INDEX batches_by_seq'],
  ['SELECT status, n FROM run_counts WHERE batch_id = ?', 'SEARCH run_counts USING PRIMARY KEY'],
  [
    'SELECT count(*) FROM runs WHERE batch_id = ? AND completed_at > ?',
    'SEARCH runs USING COVERING INDEX runs_ended_by_batch',
  ],
  [
    'SELECT count(DISTINCT retry_of) FROM runs WHERE batch_id = ? AND retry_of IS NOT NULL',
    'SEARCH runs USING COVERING INDEX runs_retried_by_batch',
  ],
  [
    "SELECT id FROM runs WHERE batch_id = ? AND status = 'pending' ORDER BY seq LIMIT ?",
    'SEARCH runs USING INDEX runs_by_batch',
  ],
  [
    'SELECT * FROM runs WHERE seq < ? AND batch_id = ? ORDER BY seq DESC LIMIT ?',
    'SEARCH runs USING INDEX runs_of_batch (batch_id=? AND seq<?)',
  ],
  [
    "SELECT * FROM runs WHERE seq < ? AND batch_id = ? AND status = 'failed' ORDER BY seq DESC LIMIT ?",
    'SEARCH runs USING INDEX runs_by_batch (batch_id=? AND status=?',
  ],
  [
    "SELECT * FROM runs WHERE seq < ? AND status = 'pending' ORDER BY seq DESC LIMIT ?",
    'SEARCH runs USING INDEX runs_by_status (status=? AND seq<?)',
  ],
  [
    'SELECT * FROM runs WHERE seq < ? AND target = ? ORDER BY seq DESC LIMIT ?',
    'SEARCH runs USING INDEX runs_by_target (target=? AND seq<?)',
  ],
  [
    'SELECT id FROM runs WHERE completed_at IS NOT NULL AND (completed_at, seq) > (?, ?) ORDER BY completed_at, seq LIMIT ?',
    'SEARCH runs USING INDEX runs_ended',
  ],
  [
    'SELECT run_id FROM run_dependencies WHERE needs = ? AND met = 0 LIMIT ?',
    'SEARCH run_dependencies USING COVERING INDEX run_dependencies_open',
  ],
  [
    'SELECT * FROM schedules WHERE wake_at <= ? ORDER BY wake_at LIMIT ?',
    'SEARCH schedules USING INDEX schedules_wake (wake_at<?)',
  ],
  [
    'SELECT min(wake_at) AS at FROM schedules WHERE wake_at IS NOT NULL',
    'SEARCH schedules USING COVERING INDEX schedules_wake',
  ],
  [
    'SELECT * FROM schedules WHERE reckoned_at > ? ORDER BY reckoned_at LIMIT ?',
    'SEARCH schedules USING INDEX schedules_reckoned (reckoned_at>?)',
  ],
  [
    "SELECT * FROM schedules WHERE name = ? AND status <> 'deleting' ORDER BY seq DESC LIMIT ?",
    'SEARCH schedules USING INDEX schedules_by_name (name=?)',
  ],
  [
    'SELECT * FROM schedules WHERE source_trigger_id = ? AND archived_at IS NULL',
    'SEARCH schedules USING INDEX schedules_by_source (source_trigger_id=?)',
  ],
  [
    'SELECT 1 FROM runs INDEXED BY runs_unended_by_schedule WHERE schedule_id = ? AND completed_at IS NULL ORDER BY seq LIMIT 1',
    'SEARCH runs USING INDEX runs_unended_by_schedule (schedule_id=?)',
  ],
  [
    'SELECT * FROM slots WHERE schedule_id = ? AND slot < ? ORDER BY slot DESC LIMIT ?',
    'SEARCH slots USING PRIMARY KEY (schedule_id=? AND slot<?)',
  ],
  [
    'SELECT * FROM schedule_events WHERE schedule_id = ? AND seq > ? ORDER BY seq LIMIT ?',
    'SEARCH schedule_events USING INDEX schedule_events_by_schedule (schedule_id=? AND seq>?)',
  ],
];

const planOf = (db: DatabaseSync, sql: string) =>
  db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map((step) => String(step['detail']))
    .join('; ');

test.each(plans)('%s', (sql, index) => {
  using dir = makeTempDir();
  openStorage(dir.path).close();
  const db = new DatabaseSync(join(dir.path, 'state.db'));
  const plan = planOf(db, sql);
  db.close();
  expect(plan).toContain(index);
  expect(plan).not.toContain('TEMP B-TREE FOR ORDER BY');
});

test('no statement that the storage prepares reads all runs, attempts or events, but the search for an ending', () => {
  using dir = makeTempDir();
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
  onTestFinished(() => void prepare.mockRestore());
  const storage = openStorage(dir.path);
  storage.runs.list({}, 1, 1);
  const statements = new Set(prepare.mock.calls.map(([sql]) => sql).filter((sql) => !sql.includes('PRAGMA')));
  storage.close();
  const db = new DatabaseSync(join(dir.path, 'state.db'));
  const whole = /SCAN (runs|attempts|events)(?! USING INDEX attempts_open)/;
  const reading = [...statements].filter((sql) => whole.test(planOf(db, sql)));
  expect(statements.size).toBeGreaterThan(40);
  expect(reading).toEqual([expect.stringContaining("LIKE '%' || :ending")]);
  expect(reading.map((sql) => planOf(db, sql))).toEqual([expect.stringContaining('COVERING INDEX')]);
  db.close();
});
