import type { DatabaseSync } from 'node:sqlite';
import type { Run } from '../../model/run.ts';
import { runFromRow } from './run-columns.ts';

/** Runs of schedules that have not ended. */
export interface ScheduleRuns {
  /** Oldest first. */
  unended(scheduleId: string, limit: number): readonly Run[];
  hasUnended(scheduleId: string): boolean;
}

export function createScheduleRuns(db: DatabaseSync, projectId: string): ScheduleRuns {
  const unended = 'FROM runs WHERE schedule_id = ? AND completed_at IS NULL ORDER BY seq';
  const some = db.prepare(`SELECT * ${unended} LIMIT ?`);
  const one = db.prepare(`SELECT 1 ${unended} LIMIT 1`);
  return {
    unended: (scheduleId, limit) => some.all(scheduleId, limit).map((row) => runFromRow(row, projectId)),
    hasUnended: (scheduleId) => one.get(scheduleId) !== undefined,
  };
}
