import type { Run } from '../../../model/run.ts';
import type { ScheduleFailure } from '../../../model/schedule.ts';
import type { ScheduleEventDraft } from '../schedule-pen.ts';
import { isFiring, type ScheduleRecord } from '../schedule-record.ts';
import { withWake } from '../wake-at.ts';

/**
 * What the end of a run makes of its schedule; belongs in the transaction that ends the run. What is to happen next is
 * decided by the scheduler, which looks at it now if there is something to decide.
 * @param run ended; its own, or one that repeats a run of it
 * @param now epoch ms
 */
export function afterRun(
  record: ScheduleRecord,
  run: Run,
  now: number,
): { readonly record: ScheduleRecord; readonly event: ScheduleEventDraft | null } {
  const told = resultOf(record, run);
  const event = record.staleSince !== null && told.staleSince === null ? recovered(run) : null;
  const isToDecide = isFiring(told) && (told.nextSlot === null || told.kind === 'ongoing');
  return { record: isToDecide ? { ...told, wakeAt: now } : withWake(told), event };
}

function resultOf(record: ScheduleRecord, run: Run): ScheduleRecord {
  if (run.status === 'completed') return { ...record, ...successOf(record, run) };
  // A repeat that fails again is no further failure of the schedule, and a cancelled run says nothing about it.
  if (run.status !== 'failed' || run.scheduleId !== record.id) return record;
  return { ...record, lastFailure: failureOf(run), failuresInRow: record.failuresInRow + 1 };
}

function successOf(record: ScheduleRecord, run: Run): Partial<ScheduleRecord> {
  const success = { lastSuccessAt: run.completedAt, failuresInRow: 0, staleSince: null };
  const isMended = record.kind === 'one-off' && record.ended === 'failed';
  return isMended ? { ...success, ended: 'completed', endedReason: null } : success;
}

function failureOf(run: Run): ScheduleFailure {
  return {
    at: run.completedAt ?? run.updatedAt,
    code: run.error?.code ?? run.reason,
    message: run.error?.message ?? run.reasonText,
    runId: run.id,
  };
}

function recovered(run: Run): ScheduleEventDraft {
  return {
    type: 'schedule.recovered',
    level: 'info',
    message: 'It has had a success again',
    payload: { run_id: run.id },
  };
}
