import type { DatabaseSync } from 'node:sqlite';
import { integer, type Row, text } from './columns.ts';

/** The place of a run among the ended ones, ordered by their ends. */
export interface EndedPlace {
  /** Epoch milliseconds. */
  readonly endedAt: number;
  /** Its place in creation order. */
  readonly position: number;
}

export interface EndedRun extends EndedPlace {
  readonly id: string;
  /** An un-ended run depends on it, or its batch has runs that have not ended. */
  readonly needed: boolean;
}

/** What retention needs. Methods that write belong inside `Storage.write`. */
export interface PruningTable {
  /** Ended runs after that place, the earliest end first. */
  ended(after: EndedPlace, limit: number): readonly EndedRun[];
  /** Deletes at most so many events of a run. @returns how many */
  deleteEvents(runId: string, limit: number): number;
  /** Deletes a run that has no events any more, with all that belongs to it. */
  deleteRun(runId: string): void;
}

export function createPruningTable(db: DatabaseSync): PruningTable {
  const ended = db.prepare(`
    SELECT id, seq, completed_at,
      EXISTS (SELECT 1 FROM run_dependencies WHERE needs = runs.id) OR
      EXISTS (SELECT 1 FROM run_counts WHERE run_counts.batch_id = runs.batch_id AND n > 0
        AND run_counts.status IN ('pending', 'running', 'waiting')) AS needed
    FROM runs WHERE completed_at IS NOT NULL AND (completed_at, seq) > (?, ?)
    ORDER BY completed_at, seq LIMIT ?`);
  const deleteEvents = db.prepare(
    'DELETE FROM events WHERE seq IN (SELECT seq FROM events WHERE run_id = ? ORDER BY seq LIMIT ?)',
  );
  const deleteAttempts = db.prepare('DELETE FROM attempts WHERE run_id = ?');
  // Its signals and dependencies go with it (ON DELETE CASCADE).
  const deleteRun = db.prepare('DELETE FROM runs WHERE id = ?');
  return {
    ended: ({ endedAt, position }, limit) => ended.all(endedAt, position, limit).map(endedFromRow),
    deleteEvents: (runId, limit) => Number(deleteEvents.run(runId, limit).changes),
    deleteRun(runId) {
      deleteAttempts.run(runId);
      deleteRun.run(runId);
    },
  };
}

function endedFromRow(row: Row): EndedRun {
  return {
    id: text(row, 'id'),
    position: integer(row, 'seq'),
    endedAt: integer(row, 'completed_at'),
    needed: integer(row, 'needed') === 1,
  };
}
