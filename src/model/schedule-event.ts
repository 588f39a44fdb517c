import type { JsonValue } from '../lib/json.ts';
import type { EventLevel } from './event.ts';

/** One immutable, numbered fact about a schedule, such as `schedule.paused` or `schedule.stale`. */
export interface ScheduleEvent {
  readonly id: number;
  readonly scheduleId: string;
  readonly type: string;
  readonly level: EventLevel;
  readonly message: string;
  readonly payload: JsonValue;
  /** ISO 8601. */
  readonly createdAt: string;
}
