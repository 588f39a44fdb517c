import type { DatabaseSync } from 'node:sqlite';
import type { Batch } from '../../model/batch.ts';
import { integer, type Row, text, textOrNull, time } from './columns.ts';
import { createRunCounts } from './run-counts.ts';

/** The batches that runs name. Their rows and counts follow the runs by triggers; nothing writes them by hand. */
export interface BatchesQuery {
  /**
   * Newest first, below the position `before`; without results.
   * @param now epoch ms, the end of the minute that `endedLastMinute` counts
   */
  list(
    before: number,
    limit: number,
    now: number,
  ): readonly { readonly batch: Batch; readonly position: number }[];
  /** Without its result. */
  get(id: string, now: number): Batch | null;
}

const minuteMs = 60_000;

export function createBatchesQuery(db: DatabaseSync, projectId: string): BatchesQuery {
  const list = db.prepare('SELECT * FROM batches WHERE seq < ? ORDER BY seq DESC LIMIT ?');
  const one = db.prepare('SELECT * FROM batches WHERE id = ?');
  const counters = createCounters(db);
  const batchOf = (row: Row, now: number): Batch => {
    const id = text(row, 'id');
    return {
      id,
      projectId,
      target: textOrNull(row, 'target'),
      ...counters(id, now),
      createdAt: time(row, 'created_at'),
      updatedAt: time(row, 'updated_at'),
      result: null,
    };
  };
  return {
    list: (before, limit, now) =>
      list.all(before, limit).map((row) => ({ batch: batchOf(row, now), position: integer(row, 'seq') })),
    get(id, now) {
      const row = one.get(id);
      return row === undefined ? null : batchOf(row, now);
    },
  };
}

function createCounters(db: DatabaseSync) {
  const runCounts = createRunCounts(db);
  const ended = db.prepare('SELECT count(*) AS n FROM runs WHERE batch_id = ? AND completed_at > ?');
  const repeated = db.prepare(
    `SELECT count(DISTINCT retry_of) AS n FROM runs
     WHERE batch_id = ? AND retry_of IS NOT NULL AND NOT (status = 'cancelled' AND started_at IS NULL)`,
  );
  const numberIn = (row: Row | undefined) => (row === undefined ? 0 : integer(row, 'n'));
  return (id: string, now: number) => {
    const counts = runCounts.of(id);
    const runCount = Object.values(counts).reduce((sum, n) => sum + n, 0);
    return {
      counts,
      runCount,
      // Retention may have taken a failed run and left the one that repeats it.
      retriedCount: Math.min(numberIn(repeated.get(id)), counts.failed),
      endedLastMinute: numberIn(ended.get(id, now - minuteMs)),
    };
  };
}
