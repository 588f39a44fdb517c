import type { ScheduleEvent } from '../../model/schedule-event.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { ScheduleRecord } from './schedule-record.ts';

/** What an event says, before it has a number and a time. */
export type ScheduleEventDraft = Pick<ScheduleEvent, 'type' | 'level' | 'message' | 'payload'>;

/** Writes schedules and their events, inside one transaction. The listeners hear of each schedule once. */
export interface SchedulePen {
  insert(record: ScheduleRecord, event: ScheduleEventDraft): ScheduleRecord;
  /** @param event null where the change is no event of its own, such as a fire */
  update(record: ScheduleRecord, event: ScheduleEventDraft | null): ScheduleRecord;
  /** Writes what only the scheduler looks at; the listeners hear nothing. */
  revise(record: ScheduleRecord): ScheduleRecord;
  append(scheduleId: string, event: ScheduleEventDraft): void;
}

/**
 * @param now ISO 8601
 * @param touched gathers the ids of those whose listeners are to be told
 */
export function createSchedulePen(
  { schedules, scheduleEvents }: Pick<Storage, 'schedules' | 'scheduleEvents'>,
  now: string,
  touched: Set<string>,
): SchedulePen {
  const append = (scheduleId: string, event: ScheduleEventDraft) => {
    scheduleEvents.append({ ...event, scheduleId, createdAt: now });
    touched.add(scheduleId);
  };
  return {
    insert(record, event) {
      schedules.insert(record);
      append(record.id, event);
      return record;
    },
    update(record, event) {
      schedules.update(record);
      touched.add(record.id);
      if (event !== null) append(record.id, event);
      return record;
    },
    revise(record) {
      schedules.update(record);
      return record;
    },
    append,
  };
}
