import { isoTime } from '../../../lib/clock.ts';
import type { ScheduleEventDraft } from '../schedule-pen.ts';
import type { ScheduleRecord } from '../schedule-record.ts';
import { staleAt } from '../wake-at.ts';

/** The record once it is stale, with the event that tells it; null while it is not, or is told already. @param now epoch ms */
export function becameStale(
  record: ScheduleRecord,
  now: number,
): { readonly record: ScheduleRecord; readonly event: ScheduleEventDraft } | null {
  const at = staleAt(record);
  if (at === null || at > now) return null;
  const { lastSuccessAt, maxStalenessSeconds } = record;
  const since =
    lastSuccessAt === null ? 'It has had no success yet' : `Its last success was at ${lastSuccessAt}`;
  return {
    record: { ...record, staleSince: isoTime(at) },
    event: {
      type: 'schedule.stale',
      level: 'error',
      message: `${since}; one is expected every ${maxStalenessSeconds} s`,
      payload: { last_successful_at: lastSuccessAt, max_staleness_seconds: maxStalenessSeconds },
    },
  };
}
