import type { DatabaseSync } from 'node:sqlite';
import type { Run } from '../../model/run.ts';
import type { Row } from './columns.ts';
import { runFromRow } from './run-columns.ts';

/** Runs of schedules. */
export interface ScheduleRuns {
  /** Oldest first. */
  unended(scheduleId: string, limit: number): readonly Run[];
  hasUnended(scheduleId: string): boolean;
  newestUnended(scheduleId: string): Run | null;
  /** The one that was created last, ended or not. */
  newest(scheduleId: string): Run | null;
}

export function createScheduleRuns(db: DatabaseSync, projectId: string): ScheduleRuns {
  // SQLite would take the index of all runs of a schedule, and read through years of ended ones.
  const unended =
    'FROM runs INDEXED BY runs_unended_by_schedule WHERE schedule_id = ? AND completed_at IS NULL ORDER BY seq';
  const some = db.prepare(`SELECT * ${unended} LIMIT ?`);
  const one = db.prepare(`SELECT 1 ${unended} LIMIT 1`);
  const newestUnended = db.prepare(`SELECT * ${unended} DESC LIMIT 1`);
  const newest = db.prepare('SELECT * FROM runs WHERE schedule_id = ? ORDER BY seq DESC LIMIT 1');
  const runOrNull = (row: Row | undefined) => (row === undefined ? null : runFromRow(row, projectId));
  return {
    unended: (scheduleId, limit) => some.all(scheduleId, limit).map((row) => runFromRow(row, projectId)),
    hasUnended: (scheduleId) => one.get(scheduleId) !== undefined,
    newestUnended: (scheduleId) => runOrNull(newestUnended.get(scheduleId)),
    newest: (scheduleId) => runOrNull(newest.get(scheduleId)),
  };
}
