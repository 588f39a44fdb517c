import type { DatabaseSync } from 'node:sqlite';
import { eventLevels } from '../../model/event.ts';
import type { ScheduleEvent } from '../../model/schedule-event.ts';
import { epoch, integer, json, type Row, text, time, word } from './columns.ts';

/** The rows of `schedule_events`: appended, never changed. */
export interface ScheduleEventsTable {
  /** Appends an event; answers it with its number. Belongs inside `Storage.write`. */
  append(event: Omit<ScheduleEvent, 'id'>): ScheduleEvent;
  /** Oldest first, above that id. */
  list(scheduleId: string, afterId: number, limit: number): readonly ScheduleEvent[];
  /** Newest first. */
  newest(scheduleId: string, limit: number): readonly ScheduleEvent[];
  /**
   * Deletes at most `limit` that are older than `age` (epoch ms) and not among the newest `kept` of their schedule.
   * @returns how many
   */
  prune(scheduleId: string, age: number, kept: number, limit: number): number;
}

export function createScheduleEventsTable(db: DatabaseSync): ScheduleEventsTable {
  const insert = db.prepare(
    'INSERT INTO schedule_events (schedule_id, type, level, message, payload, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const forward = db.prepare(
    'SELECT * FROM schedule_events WHERE schedule_id = ? AND seq > ? ORDER BY seq LIMIT ?',
  );
  const backward = db.prepare(
    'SELECT * FROM schedule_events WHERE schedule_id = ? ORDER BY seq DESC LIMIT ?',
  );
  // Most schedules have no more than they keep: a look is cheaper than a statement that writes.
  const beyond = db.prepare(
    'SELECT 1 FROM schedule_events WHERE schedule_id = ? ORDER BY seq DESC LIMIT 1 OFFSET ?',
  );
  const prune = db.prepare(`DELETE FROM schedule_events WHERE seq IN (
    SELECT seq FROM schedule_events WHERE schedule_id = :id AND created_at < :age
      AND seq <= (SELECT seq FROM schedule_events WHERE schedule_id = :id ORDER BY seq DESC LIMIT 1 OFFSET :kept)
    ORDER BY seq LIMIT :limit)`);
  return {
    append(event) {
      const { scheduleId, type, level, message, payload, createdAt } = event;
      const done = insert.run(scheduleId, type, level, message, JSON.stringify(payload), epoch(createdAt));
      return { ...event, id: Number(done.lastInsertRowid) };
    },
    list: (scheduleId, afterId, limit) => forward.all(scheduleId, afterId, limit).map(eventFromRow),
    newest: (scheduleId, limit) => backward.all(scheduleId, limit).map(eventFromRow),
    prune(id, age, kept, limit) {
      if (beyond.get(id, kept) === undefined) return 0;
      return Number(prune.run({ id, age, kept, limit }).changes);
    },
  };
}

function eventFromRow(row: Row): ScheduleEvent {
  return {
    id: integer(row, 'seq'),
    scheduleId: text(row, 'schedule_id'),
    type: text(row, 'type'),
    level: word(row, 'level', eventLevels),
    message: text(row, 'message'),
    payload: json(row, 'payload'),
    createdAt: time(row, 'created_at'),
  };
}
