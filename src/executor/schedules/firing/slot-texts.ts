import type { ScheduleRecord } from '../schedule-record.ts';
import type { LeftSlot } from './decide-missed.ts';

/** Why a missed slot has no run, as a person reads it. */
export function leftText(
  { missedMaxAgeSeconds }: Pick<ScheduleRecord, 'missedMaxAgeSeconds'>,
  { cause }: Pick<LeftSlot, 'cause'>,
): string | null {
  switch (cause) {
    case 'late':
      return 'no executor was there in time';
    case 'superseded':
      return 'missed; a later slot was run in its place';
    case 'too-old':
      return `missed by more than ${missedMaxAgeSeconds} s`;
    case 'paused':
      return 'the schedule was paused';
    case 'replaced':
      return 'a later slot took its place';
    default:
      return null;
  }
}
