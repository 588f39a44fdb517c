/**
 * Fair turns, dependencies, leases, counts that are kept instead of counted, signals for waiting runs.
 *
 * `run_counts` has the number of runs per status, for each batch and (batch `''`) for all: triggers
 * keep it, so that a page of a large store costs the same as one of a small store.
 *
 * The partial indexes of the queue begin with the status though it is always the same in them: without
 * it SQLite takes `runs_by_status` and sorts everything that is pending.
 *
 * `run_dependencies` has a row for each run that an un-ended run depends on: `met` is 1 once the
 * dependent has been told of its end. An unmet row whose run has ended is work that is still to be done.
 */
export const schemaV2 = `
  ALTER TABLE runs ADD COLUMN lane TEXT NOT NULL DEFAULT '';
  ALTER TABLE runs ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE runs ADD COLUMN reason_text TEXT;
  ALTER TABLE runs ADD COLUMN depends_on TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE runs ADD COLUMN waiting_for TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE runs ADD COLUMN on_dependency_failure TEXT NOT NULL DEFAULT 'fail';
  UPDATE runs SET lane = coalesce(batch_id, schedule_id, target);
  UPDATE runs SET turn = queued.place FROM (
    SELECT seq AS number, row_number() OVER (PARTITION BY lane ORDER BY seq) - 1 AS place
    FROM runs WHERE status = 'pending'
  ) AS queued WHERE runs.seq = queued.number;

  DROP INDEX runs_by_target;
  CREATE INDEX runs_by_target ON runs (target, seq, status);

  DROP INDEX runs_queue;
  CREATE INDEX runs_queue ON runs (status, turn, seq, not_before, target) WHERE status = 'pending';
  CREATE INDEX runs_pending_targets ON runs (status, target, turn, seq, not_before) WHERE status = 'pending';
  CREATE INDEX runs_lanes ON runs (lane, turn) WHERE status = 'pending';
  CREATE INDEX runs_due ON runs (status, not_before) WHERE status = 'pending' AND not_before > 0;
  CREATE INDEX runs_sleeping ON runs (status, not_before) WHERE status = 'waiting' AND not_before > 0;
  CREATE INDEX runs_ended ON runs (completed_at, seq) WHERE completed_at IS NOT NULL;
  CREATE INDEX runs_ended_by_batch ON runs (batch_id, completed_at)
    WHERE batch_id IS NOT NULL AND completed_at IS NOT NULL;
  CREATE INDEX runs_of_batch ON runs (batch_id, seq) WHERE batch_id IS NOT NULL;
  CREATE INDEX runs_by_schedule ON runs (schedule_id, seq) WHERE schedule_id IS NOT NULL;
  CREATE INDEX runs_by_retried ON runs (retry_of) WHERE retry_of IS NOT NULL;
  CREATE INDEX runs_retried_by_batch ON runs (batch_id, retry_of)
    WHERE batch_id IS NOT NULL AND retry_of IS NOT NULL;

  ALTER TABLE attempts ADD COLUMN reason_text TEXT;
  ALTER TABLE attempts ADD COLUMN lease_owner TEXT;
  ALTER TABLE attempts ADD COLUMN lease_until INTEGER;
  ALTER TABLE attempts ADD COLUMN log_from INTEGER;
  ALTER TABLE attempts ADD COLUMN log_to INTEGER;
  ALTER TABLE attempts ADD COLUMN peak_memory INTEGER;
  ALTER TABLE attempts ADD COLUMN events_taken INTEGER NOT NULL DEFAULT 0;

  CREATE TABLE run_dependencies (
    needs TEXT NOT NULL,
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    met INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (needs, run_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX run_dependencies_open ON run_dependencies (needs, run_id) WHERE met = 0;
  CREATE INDEX run_dependencies_by_run ON run_dependencies (run_id);

  CREATE TABLE run_signals (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    signal_id TEXT NOT NULL,
    type TEXT NOT NULL,
    payload TEXT NOT NULL,
    is_error INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (run_id, signal_id)
  ) STRICT;

  CREATE TABLE batches (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    target TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX batches_by_seq ON batches (seq);

  CREATE TABLE run_counts (
    batch_id TEXT NOT NULL,
    status TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (batch_id, status)
  ) STRICT, WITHOUT ROWID;

  INSERT INTO batches (id, seq, target, created_at, updated_at)
    SELECT batch_id, min(seq), CASE WHEN min(target) = max(target) THEN min(target) END,
      min(created_at), max(updated_at)
    FROM runs WHERE batch_id IS NOT NULL GROUP BY batch_id;
  INSERT INTO run_counts (batch_id, status, n)
    SELECT batch_id, status, count(*) FROM runs WHERE batch_id IS NOT NULL GROUP BY batch_id, status;
  INSERT INTO run_counts (batch_id, status, n) SELECT '', status, count(*) FROM runs GROUP BY status;

  CREATE TRIGGER runs_count_insert AFTER INSERT ON runs BEGIN
    INSERT INTO run_counts (batch_id, status, n) VALUES ('', new.status, 1)
      ON CONFLICT DO UPDATE SET n = n + 1;
  END;
  CREATE TRIGGER runs_count_move AFTER UPDATE OF status ON runs WHEN old.status <> new.status BEGIN
    UPDATE run_counts SET n = n - 1 WHERE batch_id = '' AND status = old.status;
    INSERT INTO run_counts (batch_id, status, n) VALUES ('', new.status, 1)
      ON CONFLICT DO UPDATE SET n = n + 1;
  END;
  CREATE TRIGGER runs_count_delete AFTER DELETE ON runs BEGIN
    UPDATE run_counts SET n = n - 1 WHERE batch_id = '' AND status = old.status;
  END;
  CREATE TRIGGER runs_batch_insert AFTER INSERT ON runs WHEN new.batch_id IS NOT NULL BEGIN
    INSERT INTO batches (id, seq, target, created_at, updated_at)
      VALUES (new.batch_id, new.seq, new.target, new.created_at, new.updated_at)
      ON CONFLICT DO UPDATE SET target = iif(target = excluded.target, target, NULL),
        updated_at = max(updated_at, excluded.updated_at);
    INSERT INTO run_counts (batch_id, status, n) VALUES (new.batch_id, new.status, 1)
      ON CONFLICT DO UPDATE SET n = n + 1;
  END;
  CREATE TRIGGER runs_batch_move AFTER UPDATE OF status ON runs
    WHEN new.batch_id IS NOT NULL AND old.status <> new.status BEGIN
    UPDATE run_counts SET n = n - 1 WHERE batch_id = new.batch_id AND status = old.status;
    INSERT INTO run_counts (batch_id, status, n) VALUES (new.batch_id, new.status, 1)
      ON CONFLICT DO UPDATE SET n = n + 1;
    UPDATE batches SET updated_at = max(updated_at, new.updated_at) WHERE id = new.batch_id;
  END;
  CREATE TRIGGER runs_batch_delete AFTER DELETE ON runs WHEN old.batch_id IS NOT NULL BEGIN
    UPDATE run_counts SET n = n - 1 WHERE batch_id = old.batch_id AND status = old.status;
    DELETE FROM batches WHERE id = old.batch_id
      AND NOT EXISTS (SELECT 1 FROM run_counts WHERE batch_id = old.batch_id AND n > 0);
    DELETE FROM run_counts WHERE batch_id = old.batch_id
      AND NOT EXISTS (SELECT 1 FROM batches WHERE id = old.batch_id);
  END;
`;
