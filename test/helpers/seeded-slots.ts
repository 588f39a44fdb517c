import type { Schedule } from '../../src/model/schedule.ts';
import type { ScheduleEvent } from '../../src/model/schedule-event.ts';
import type { Slot } from '../../src/model/slot.ts';

/** A slot of a schedule, fired on time unless it is said otherwise. @param at ISO 8601 */
export function sampleSlot(at: string, members: Partial<Slot> = {}): Slot {
  return {
    scheduleId: '0198c0de-0000-7000-8000-00000000f001',
    at,
    outcome: 'fired',
    cause: 'time',
    reasonText: null,
    runId: null,
    decidedAt: at,
    ...members,
  };
}

/** Something that people did to a schedule. */
export function sampleScheduleEvent(
  id: number,
  scheduleId: string,
  members: Partial<ScheduleEvent>,
): ScheduleEvent {
  return {
    id,
    scheduleId,
    type: 'schedule.updated',
    level: 'info',
    message: 'Changed.',
    payload: {},
    createdAt: '2026-11-20T09:00:00.000Z',
    ...members,
  };
}

/**
 * What became of the newest slots of the seeded schedules: of the first one fires, one that was skipped and one that
 * was missed; of the second one only what was missed; of the third what its pause cost.
 * @param runIds of the first one: which run each slot got, the newest first
 */
export function seededSlots(
  ago: (seconds: number) => string,
  [first, second, third]: readonly Schedule[],
  runIds: readonly string[] = [],
): Readonly<Record<string, readonly Slot[]>> {
  const quarter = 900;
  const slotsOfFirst = Array.from({ length: 16 }, (_, index): Slot => {
    const scheduleId = first?.id ?? '';
    const at = ago(221 + index * quarter);
    const runId = runIds[index] ?? null;
    if (index === 3) {
      const other = runIds[index + 1] ?? null;
      const reasonText = `run ${other} was still under way`;
      return sampleSlot(at, { scheduleId, outcome: 'skipped', cause: 'overlap', reasonText, runId: other });
    }
    if (index === 6) {
      const reasonText = 'the executor was down until 10:31';
      return sampleSlot(at, { scheduleId, outcome: 'missed', cause: 'late', reasonText });
    }
    return sampleSlot(at, { scheduleId, runId });
  });
  return {
    [first?.id ?? '']: slotsOfFirst,
    [second?.id ?? '']: [
      sampleSlot(ago(34_421), {
        scheduleId: second?.id ?? '',
        outcome: 'missed',
        cause: 'late',
        reasonText: 'the executor was down from 02:12 to 06:40',
      }),
    ],
    [third?.id ?? '']: [
      sampleSlot(ago(18_221), {
        scheduleId: third?.id ?? '',
        outcome: 'missed',
        cause: 'paused',
        reasonText: 'paused: nobody reads it in the holidays',
      }),
    ],
  };
}
