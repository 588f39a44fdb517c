import { pageOf } from '../cursor.ts';
import { scheduleActions } from './act-on-schedule.ts';
import { backfillSchedule } from './backfill-schedule.ts';
import { describeSchedule } from './describe-schedule.ts';
import { createSchedule, updateSchedule } from './edit-schedule.ts';
import { findSchedule } from './find-schedule.ts';
import { previewSchedule } from './preview-schedule.ts';
import type { ScheduleParts } from './schedule-parts.ts';
import type { Schedules } from './schedules.ts';
import { triggerSchedule } from './trigger-schedule.ts';

/** Whoever shows schedules shows all of them. */
const maxListed = 1000;

/** Schedules of the project, kept in the storage. */
export function openSchedules(parts: ScheduleParts): Schedules {
  const { storage, clock } = parts;
  const { schedules, slots, scheduleEvents } = storage;
  const idOf = (ref: string) => findSchedule(schedules, ref).id;
  return {
    list: (filter, page) =>
      pageOf(
        page,
        (before, limit) =>
          schedules.list(filter, before, limit).map(({ record, position }) => ({
            item: describeSchedule(storage, record, clock.now()),
            position,
          })),
        maxListed,
      ),
    get: (ref) => describeSchedule(storage, findSchedule(schedules, ref), clock.now()),
    create: (draft, by) => createSchedule(parts, draft, by),
    update: (ref, change, by, ifVersion) => updateSchedule(parts, ref, change, by, ifVersion),
    ...scheduleActions(parts),
    trigger: (ref, how, by) => triggerSchedule(parts, ref, how, by),
    listSlots(ref, page) {
      const id = idOf(ref);
      return pageOf(page, (before, limit) =>
        slots.list(id, before, limit).map((slot) => ({ item: slot, position: Date.parse(slot.at) })),
      );
    },
    listEvents: (ref, afterId, limit) => scheduleEvents.list(idOf(ref), afterId, limit),
    sourceFaults: () => parts.sourceFaults?.() ?? [],
    preview: (request) => previewSchedule(parts, request),
    backfill: (ref, range, by) => backfillSchedule(parts, ref, range, by),
  };
}
