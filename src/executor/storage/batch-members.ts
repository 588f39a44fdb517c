import type { DatabaseSync } from 'node:sqlite';
import type { JsonValue } from '../../lib/json.ts';
import { type RunStatus, runStatuses } from '../../model/run-status.ts';
import { integer, json, type Row, text, textOrNull, word } from './columns.ts';

/** What a run says about the work it did for its batch. */
export interface BatchMember {
  /** Its place in creation order. */
  readonly position: number;
  readonly id: string;
  readonly status: RunStatus;
  readonly config: JsonValue;
  readonly output: JsonValue;
  readonly error: JsonValue;
  readonly reasonText: string | null;
}

/** The runs of one batch, read for the whole of it. Failed ones that a later run of the batch repeats are left out. */
export interface BatchMembers {
  /** In creation order, above the position `after`. */
  page(batchId: string, status: RunStatus, after: number, limit: number): readonly BatchMember[];
  /**
   * Ids of those that a cancel has still to reach: in that status, not asked to end yet, and created no
   * later than `last`. Waiting ones come newest first: a run is younger than those it depends on.
   */
  toCancel(batchId: string, status: RunStatus, last: number, limit: number): readonly string[];
  /** Ids of failed ones, above the position `after` and up to `last`. */
  toRepeat(
    batchId: string,
    after: number,
    last: number,
    limit: number,
  ): readonly Pick<BatchMember, 'id' | 'position'>[];
  /** Position of the newest run of the batch, 0 when there is none. */
  last(batchId: string): number;
}

// A repeat that was cancelled before it began is none.
const notRepeated =
  "NOT EXISTS (SELECT 1 FROM runs AS later WHERE later.batch_id = runs.batch_id AND later.retry_of = runs.id AND NOT (later.status = 'cancelled' AND later.started_at IS NULL))";

export function createBatchMembers(db: DatabaseSync): BatchMembers {
  const page = db.prepare(
    `SELECT seq, id, status, config, output, error, reason_text FROM runs
     WHERE batch_id = ? AND status = ? AND seq > ? AND ${notRepeated} ORDER BY seq LIMIT ?`,
  );
  const ids = (order: string) =>
    db.prepare(
      `SELECT id FROM runs WHERE batch_id = ? AND status = ? AND seq <= ? AND cancel_requested_at IS NULL
       ORDER BY seq ${order} LIMIT ?`,
    );
  const oldestFirst = ids('ASC');
  const newestFirst = ids('DESC');
  const failed = db.prepare(
    `SELECT seq, id FROM runs
     WHERE batch_id = ? AND status = 'failed' AND seq > ? AND seq <= ? AND ${notRepeated} ORDER BY seq LIMIT ?`,
  );
  const last = db.prepare('SELECT max(seq) AS last FROM runs WHERE batch_id = ? AND status = ?');
  return {
    page: (batchId, status, after, limit) => page.all(batchId, status, after, limit).map(memberFromRow),
    toCancel(batchId, status, upTo, limit) {
      const statement = status === 'waiting' ? newestFirst : oldestFirst;
      return statement.all(batchId, status, upTo, limit).map((row) => text(row, 'id'));
    },
    toRepeat: (batchId, after, upTo, limit) =>
      failed
        .all(batchId, after, upTo, limit)
        .map((row) => ({ position: integer(row, 'seq'), id: text(row, 'id') })),
    last: (batchId) =>
      Math.max(...runStatuses.map((status) => Number(last.get(batchId, status)?.['last'] ?? 0))),
  };
}

function memberFromRow(row: Row): BatchMember {
  return {
    position: integer(row, 'seq'),
    id: text(row, 'id'),
    status: word(row, 'status', runStatuses),
    config: json(row, 'config'),
    output: json(row, 'output'),
    error: json(row, 'error'),
    reasonText: textOrNull(row, 'reason_text'),
  };
}
