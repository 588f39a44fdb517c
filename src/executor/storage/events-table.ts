import type { DatabaseSync } from 'node:sqlite';
import { eventLevels, type RunEvent } from '../../model/event.ts';
import { epoch, integer, integerOrNull, json, type Row, text, time, word } from './columns.ts';

/** Which events of a run to read; both bounds are exclusive. */
export interface EventRange {
  readonly afterId: number;
  readonly beforeId: number;
  readonly limit: number;
  readonly newestFirst: boolean;
}

/** What a target has put into a run. */
export interface TargetShare {
  readonly events: number;
  /** The run says already that further ones are not kept. */
  readonly isCut: boolean;
}

/** The rows of `events`: appended, never changed. One number sequence over all runs. */
export interface EventsTable {
  /** Appends an event; answers it with its number. Belongs inside `Storage.write`. */
  append(event: Omit<RunEvent, 'id'>): RunEvent;
  /** What the target itself has put into a run so far. */
  shareOfTarget(runId: string): TargetShare;
  list(runId: string, range: EventRange): readonly RunEvent[];
}

export function createEventsTable(db: DatabaseSync): EventsTable {
  const insert = db.prepare(
    'INSERT INTO events (run_id, type, level, message, payload, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const share = db.prepare(
    `SELECT sum(type NOT LIKE 'run.%') AS n,
       sum(CASE WHEN type = 'run.cut' THEN payload ->> '$.what' = 'events' END) AS cuts
     FROM events WHERE run_id = ?`,
  );
  const range = 'SELECT * FROM events WHERE run_id = ? AND seq > ? AND seq < ? ORDER BY seq';
  const forward = db.prepare(`${range} LIMIT ?`);
  const backward = db.prepare(`${range} DESC LIMIT ?`);
  return {
    append(event) {
      const { runId, type, level, message, payload, createdAt } = event;
      const done = insert.run(runId, type, level, message, JSON.stringify(payload), epoch(createdAt));
      return { ...event, id: Number(done.lastInsertRowid) };
    },
    shareOfTarget(runId) {
      const row = share.get(runId) ?? {};
      return { events: integerOrNull(row, 'n') ?? 0, isCut: (integerOrNull(row, 'cuts') ?? 0) > 0 };
    },
    list(runId, { afterId, beforeId, limit, newestFirst }) {
      const statement = newestFirst ? backward : forward;
      return statement.all(runId, afterId, beforeId, limit).map(eventFromRow);
    },
  };
}

/** One row of `events`, all columns. */
export function eventFromRow(row: Row): RunEvent {
  return {
    id: integer(row, 'seq'),
    runId: text(row, 'run_id'),
    type: text(row, 'type'),
    level: word(row, 'level', eventLevels),
    message: text(row, 'message'),
    payload: json(row, 'payload'),
    createdAt: time(row, 'created_at'),
  };
}
