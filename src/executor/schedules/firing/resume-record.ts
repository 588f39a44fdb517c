import type { MissedPolicy } from '../../../model/schedule.ts';
import type { ScheduleRecord } from '../schedule-record.ts';

/**
 * A paused schedule after its pause has ended. The scheduler looks at it at once and decides the slots that passed.
 * @param missed what becomes of those, in place of the schedule's own policy
 * @param now epoch ms
 */
export function resumedRecord(
  record: ScheduleRecord,
  missed: MissedPolicy | null,
  now: number,
): ScheduleRecord {
  const pausedAt = record.pausedAt === null ? now : Date.parse(record.pausedAt);
  return {
    ...record,
    status: 'active',
    pausedReason: null,
    pausedAt: null,
    pausedUntil: null,
    resumedAt: now,
    passed: { from: pausedAt, policy: missed ?? record.missedPolicy },
    wakeAt: now,
  };
}
