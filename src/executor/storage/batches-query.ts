import type { DatabaseSync } from 'node:sqlite';
import type { Batch } from '../../model/batch.ts';
import { runStatuses } from '../../model/run-status.ts';
import { integer, type Row, text, textOrNull, time } from './columns.ts';

/** Batches have no rows of their own: they are what the runs with one `batch_id` add up to. */
export interface BatchesQuery {
  /** Newest first, below the position `before`. */
  list(before: number, limit: number): readonly { readonly batch: Batch; readonly position: number }[];
  get(id: string): Batch | null;
}

const counts = runStatuses.map((status) => `sum(status = '${status}') AS ${status}`).join();
const select = `
  SELECT batch_id, min(seq) AS position, count(*) AS run_count, ${counts},
    CASE WHEN min(target) = max(target) THEN min(target) END AS target,
    min(created_at) AS created_at, max(updated_at) AS updated_at
  FROM runs`;

export function createBatchesQuery(db: DatabaseSync, projectId: string): BatchesQuery {
  const list = db.prepare(
    `${select} WHERE batch_id IS NOT NULL GROUP BY batch_id HAVING min(seq) < ? ORDER BY position DESC LIMIT ?`,
  );
  const one = db.prepare(`${select} WHERE batch_id = ? GROUP BY batch_id`);
  return {
    list: (before, limit) =>
      list.all(before, limit).map((row) => ({
        batch: batchFromRow(row, projectId),
        position: integer(row, 'position'),
      })),
    get(id) {
      const row = one.get(id);
      return row === undefined ? null : batchFromRow(row, projectId);
    },
  };
}

function batchFromRow(row: Row, projectId: string): Batch {
  return {
    id: text(row, 'batch_id'),
    projectId,
    target: textOrNull(row, 'target'),
    runCount: integer(row, 'run_count'),
    counts: {
      pending: integer(row, 'pending'),
      running: integer(row, 'running'),
      waiting: integer(row, 'waiting'),
      completed: integer(row, 'completed'),
      failed: integer(row, 'failed'),
      cancelled: integer(row, 'cancelled'),
    },
    createdAt: time(row, 'created_at'),
    updatedAt: time(row, 'updated_at'),
    retriedCount: null,
    endedLastMinute: null,
    result: null,
  };
}
