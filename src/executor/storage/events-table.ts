import type { DatabaseSync } from 'node:sqlite';
import { eventLevels, type RunEvent } from '../../model/event.ts';
import { epoch, integer, json, type Row, text, time, word } from './columns.ts';

/** Which events of a run to read; both bounds are exclusive. */
export interface EventRange {
  readonly afterId: number;
  readonly beforeId: number;
  readonly limit: number;
  readonly newestFirst: boolean;
}

/** The rows of `events`: appended, never changed. One number sequence over all runs. */
export interface EventsTable {
  /** Appends an event; answers it with its number. Belongs inside `Storage.write`. */
  append(event: Omit<RunEvent, 'id'>): RunEvent;
  list(runId: string, range: EventRange): readonly RunEvent[];
}

export function createEventsTable(db: DatabaseSync): EventsTable {
  const insert = db.prepare(
    'INSERT INTO events (run_id, type, level, message, payload, created_at) VALUES (?, ?, ?, ?, ?, ?)',
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
