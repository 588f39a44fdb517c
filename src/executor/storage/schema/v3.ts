/**
 * Schedules, their slots and their events.
 *
 * `slots` is what makes a schedule fire once: a slot is decided by inserting its row, in the transaction that inserts
 * its run. Whoever comes second finds the row.
 *
 * `schedules.wake_at` is when the scheduler has to look at a schedule: the next slot with its jitter, the end of a
 * pause, the moment it becomes stale, or now, after a run of it has ended. `reckoned_at` is the clock by which
 * `next_slot` was reckoned: one that lies ahead tells that the clock was set back since.
 */
export const schemaV3 = `
  ALTER TABLE runs ADD COLUMN slot INTEGER;
  CREATE INDEX runs_unended_by_schedule ON runs (schedule_id, seq)
    WHERE schedule_id IS NOT NULL AND completed_at IS NULL;

  CREATE TABLE schedules (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    target TEXT NOT NULL,
    kind TEXT NOT NULL,
    when_text TEXT NOT NULL,
    timezone TEXT NOT NULL,
    config TEXT NOT NULL,
    timeout_seconds INTEGER NOT NULL,
    backoff_limit INTEGER NOT NULL,
    concurrency_policy TEXT NOT NULL,
    missed_policy TEXT NOT NULL,
    missed_max_age_seconds INTEGER,
    jitter_seconds INTEGER,
    start_at INTEGER,
    end_at INTEGER,
    max_runs INTEGER,
    max_staleness_seconds INTEGER,
    until_text TEXT,
    depends_on TEXT NOT NULL DEFAULT '[]',
    note TEXT,
    environment_id TEXT,
    branch_id TEXT,
    status TEXT NOT NULL,
    ended TEXT,
    ended_reason TEXT,
    completed_at INTEGER,
    paused_reason TEXT,
    paused_at INTEGER,
    paused_until INTEGER,
    archived_at INTEGER,
    resumed_at INTEGER,
    passed_from INTEGER,
    passed_policy TEXT,
    run_count INTEGER NOT NULL DEFAULT 0,
    missed_count INTEGER NOT NULL DEFAULT 0,
    last_missed_at INTEGER,
    failures_in_row INTEGER NOT NULL DEFAULT 0,
    last_scheduled_at INTEGER,
    last_successful_at INTEGER,
    last_failure_at INTEGER,
    last_failure_code TEXT,
    last_failure_message TEXT,
    last_failure_run_id TEXT,
    stale_since INTEGER,
    next_slot INTEGER,
    reckoned_at INTEGER NOT NULL,
    wake_at INTEGER,
    definition_source TEXT NOT NULL,
    source_trigger_id TEXT,
    source_path TEXT,
    source_hash TEXT,
    anchored_at INTEGER NOT NULL,
    created_by TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
  ) STRICT;
  CREATE INDEX schedules_wake ON schedules (wake_at) WHERE wake_at IS NOT NULL;
  CREATE INDEX schedules_reckoned ON schedules (reckoned_at);
  CREATE INDEX schedules_by_name ON schedules (name, seq);
  CREATE UNIQUE INDEX schedules_by_source ON schedules (source_trigger_id)
    WHERE source_trigger_id IS NOT NULL AND archived_at IS NULL;

  CREATE TABLE slots (
    schedule_id TEXT NOT NULL,
    slot INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    cause TEXT NOT NULL,
    reason_text TEXT,
    run_id TEXT,
    decided_at INTEGER NOT NULL,
    PRIMARY KEY (schedule_id, slot)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE schedule_events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule_id TEXT NOT NULL,
    type TEXT NOT NULL,
    level TEXT NOT NULL,
    message TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX schedule_events_by_schedule ON schedule_events (schedule_id, seq);
`;
