/** Runs, attempts and events. Released: never change it. */
export const schemaV1 = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE runs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    public_id TEXT UNIQUE,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    name TEXT,
    status TEXT NOT NULL,
    reason TEXT,
    waiting_reason TEXT,
    config TEXT NOT NULL,
    input TEXT NOT NULL,
    output TEXT NOT NULL DEFAULT 'null',
    error TEXT NOT NULL DEFAULT 'null',
    batch_id TEXT,
    schedule_id TEXT,
    parent_run_id TEXT,
    root_run_id TEXT NOT NULL,
    retry_of TEXT,
    start_mode TEXT,
    trigger_kind TEXT,
    trigger_id TEXT,
    runtime_target_kind TEXT,
    environment_id TEXT,
    branch_id TEXT,
    timeout_seconds INTEGER NOT NULL,
    backoff_limit INTEGER NOT NULL,
    attempt INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    losses INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL DEFAULT 0,
    cancel_requested_at INTEGER,
    progress TEXT NOT NULL DEFAULT 'null',
    exit_code INTEGER,
    duration_ms INTEGER,
    created_by TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    started_at INTEGER,
    completed_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    search TEXT NOT NULL
  ) STRICT;
  CREATE INDEX runs_queue ON runs (seq, not_before) WHERE status = 'pending';
  CREATE INDEX runs_by_status ON runs (status, seq);
  CREATE INDEX runs_by_batch ON runs (batch_id, status) WHERE batch_id IS NOT NULL;
  CREATE INDEX runs_by_target ON runs (target, seq);

  CREATE TABLE attempts (
    run_id TEXT NOT NULL REFERENCES runs (id),
    number INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    reason TEXT,
    exit_code INTEGER,
    signal TEXT,
    error_message TEXT,
    pid INTEGER,
    pid_start TEXT,
    PRIMARY KEY (run_id, number)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX attempts_open ON attempts (run_id) WHERE ended_at IS NULL;

  CREATE TABLE events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id TEXT NOT NULL REFERENCES runs (id),
    type TEXT NOT NULL,
    level TEXT NOT NULL,
    message TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX events_by_run ON events (run_id, seq);
  `;
