import type { DatabaseSync } from 'node:sqlite';
import type { Attempt } from '../../model/attempt.ts';
import { runReasons } from '../../model/run-status.ts';
import {
  epoch,
  integer,
  integerOrNull,
  type Row,
  text,
  textOrNull,
  time,
  timeOrNull,
  wordOrNull,
} from './columns.ts';

/** An attempt that was never closed: its process may still be alive. */
export interface OpenAttempt {
  readonly runId: string;
  readonly number: number;
  /** Null when no child had said that it was ready: then no user code ran. */
  readonly process: { readonly pid: number; readonly startTime: string } | null;
  readonly lease: Lease;
  /** Bytes of its event file whose events are recorded. */
  readonly eventsTaken: number;
}

/** The right of one executor to an attempt, for a limited time. */
export interface Lease {
  /** Id of the executor; empty for an attempt that was opened before there were leases. */
  readonly owner: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** What is known when an attempt begins. */
export interface NewAttempt extends Pick<Attempt, 'runId' | 'number' | 'startedAt' | 'logFrom'> {
  readonly lease: Lease;
}

/** The rows of `attempts`. Methods that write belong inside `Storage.write`. */
export interface AttemptsTable {
  open(attempt: NewAttempt): void;
  /** Renews the lease of an open attempt. @returns false when it is closed, or somebody else's */
  renew(runId: string, number: number, lease: Lease): boolean;
  setProcess(runId: string, number: number, pid: number, startTime: string): void;
  /** Bytes of its event file whose events are recorded. Never shrinks. */
  setEventsTaken(runId: string, number: number, bytes: number): void;
  /** 0 for an attempt that is not there. */
  eventsTaken(runId: string, number: number): number;
  /** Closes an open attempt. @returns false when it was closed before: somebody else was first */
  close(end: Omit<Attempt, 'startedAt'>): boolean;
  /** Oldest first. */
  list(runId: string): readonly Attempt[];
  /** Every attempt that is not closed. */
  stillOpen(): readonly OpenAttempt[];
}

export function createAttemptsTable(db: DatabaseSync): AttemptsTable {
  const insert = db.prepare(
    'INSERT INTO attempts (run_id, number, started_at, log_from, lease_owner, lease_until) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const renew = db.prepare(
    'UPDATE attempts SET lease_until = ? WHERE run_id = ? AND number = ? AND lease_owner = ? AND ended_at IS NULL',
  );
  const setProcess = db.prepare('UPDATE attempts SET pid = ?, pid_start = ? WHERE run_id = ? AND number = ?');
  const setTaken = db.prepare(
    'UPDATE attempts SET events_taken = max(events_taken, ?) WHERE run_id = ? AND number = ?',
  );
  const taken = db.prepare('SELECT events_taken FROM attempts WHERE run_id = ? AND number = ?');
  const close = db.prepare(
    `UPDATE attempts SET ended_at = ?, reason = ?, reason_text = ?, exit_code = ?, signal = ?, error_message = ?,
       log_from = coalesce(?, log_from), log_to = ?, peak_memory = ?
     WHERE run_id = ? AND number = ? AND ended_at IS NULL`,
  );
  const ofRun = db.prepare('SELECT * FROM attempts WHERE run_id = ? ORDER BY number');
  const unclosed = db.prepare('SELECT * FROM attempts WHERE ended_at IS NULL');
  return {
    open({ runId, number, startedAt, logFrom, lease }) {
      insert.run(runId, number, epoch(startedAt), logFrom, lease.owner, lease.until);
    },
    renew: (runId, number, { owner, until }) => renew.run(until, runId, number, owner).changes === 1,
    setProcess: (runId, number, pid, startTime) => void setProcess.run(pid, startTime, runId, number),
    setEventsTaken: (runId, number, bytes) => void setTaken.run(bytes, runId, number),
    eventsTaken(runId, number) {
      const row = taken.get(runId, number);
      return row === undefined ? 0 : integer(row, 'events_taken');
    },
    close(end) {
      const { runId, number, reason, reasonText, exitCode, signal, errorMessage } = end;
      const { logFrom, logTo, peakMemoryBytes } = end;
      const endTime = end.endedAt === null ? null : epoch(end.endedAt);
      const told = [endTime, reason, reasonText, exitCode, signal, errorMessage];
      return close.run(...told, logFrom, logTo, peakMemoryBytes, runId, number).changes === 1;
    },
    list: (runId) => ofRun.all(runId).map(attemptFromRow),
    stillOpen: () => unclosed.all().map(openAttemptFromRow),
  };
}

function attemptFromRow(row: Row): Attempt {
  return {
    runId: text(row, 'run_id'),
    number: integer(row, 'number'),
    startedAt: time(row, 'started_at'),
    endedAt: timeOrNull(row, 'ended_at'),
    reason: wordOrNull(row, 'reason', runReasons),
    reasonText: textOrNull(row, 'reason_text'),
    exitCode: integerOrNull(row, 'exit_code'),
    signal: textOrNull(row, 'signal'),
    errorMessage: textOrNull(row, 'error_message'),
    logFrom: integerOrNull(row, 'log_from'),
    logTo: integerOrNull(row, 'log_to'),
    peakMemoryBytes: integerOrNull(row, 'peak_memory'),
  };
}

function openAttemptFromRow(row: Row): OpenAttempt {
  const pid = integerOrNull(row, 'pid');
  return {
    runId: text(row, 'run_id'),
    number: integer(row, 'number'),
    process: pid === null ? null : { pid, startTime: text(row, 'pid_start') },
    lease: { owner: textOrNull(row, 'lease_owner') ?? '', until: integerOrNull(row, 'lease_until') ?? 0 },
    eventsTaken: integer(row, 'events_taken'),
  };
}
