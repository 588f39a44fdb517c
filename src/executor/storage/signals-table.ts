import type { DatabaseSync } from 'node:sqlite';
import type { RunSignal } from '../worker/worker-pool.ts';
import { integer, json, type Row, text } from './columns.ts';

/** The rows of `run_signals`: what was sent to runs that waited. They go with their run. */
export interface SignalsTable {
  /** Belongs inside `Storage.write`. @returns false when the run has a signal with that id: nothing was written */
  add(runId: string, signal: RunSignal, createdAt: number): boolean;
  /** Oldest first. */
  list(runId: string): readonly RunSignal[];
  has(runId: string, signalId: string): boolean;
}

export function createSignalsTable(db: DatabaseSync): SignalsTable {
  const insert = db.prepare(
    `INSERT INTO run_signals (run_id, signal_id, type, payload, is_error, created_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (run_id, signal_id) DO NOTHING`,
  );
  const ofRun = db.prepare('SELECT * FROM run_signals WHERE run_id = ? ORDER BY seq');
  const one = db.prepare('SELECT 1 FROM run_signals WHERE run_id = ? AND signal_id = ?');
  return {
    add(runId, { id, type, payload, isError }, createdAt) {
      const done = insert.run(runId, id, type, JSON.stringify(payload), isError ? 1 : 0, createdAt);
      return done.changes === 1;
    },
    list: (runId) => ofRun.all(runId).map(signalFromRow),
    has: (runId, signalId) => one.get(runId, signalId) !== undefined,
  };
}

function signalFromRow(row: Row): RunSignal {
  return {
    id: text(row, 'signal_id'),
    type: text(row, 'type'),
    payload: json(row, 'payload'),
    isError: integer(row, 'is_error') === 1,
  };
}
