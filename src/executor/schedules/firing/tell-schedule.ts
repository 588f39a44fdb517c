import type { Run } from '../../../model/run.ts';
import type { Storage } from '../../storage/open-storage.ts';
import type { SchedulePen } from '../schedule-pen.ts';
import { afterRun } from './after-run.ts';

/** Repeats of repeats that are followed back to the run of a schedule. */
const mostRepeats = 20;

/** Writes what the end of a run makes of its schedule, in the transaction that ends the run. @param now epoch ms */
export function tellSchedule(
  { runs, schedules }: Pick<Storage, 'runs' | 'schedules'>,
  pen: SchedulePen,
  run: Run,
  now: number,
): void {
  const scheduleId = run.scheduleId ?? scheduleOfRepeat(runs, run);
  const record = scheduleId === null ? null : schedules.get(scheduleId);
  if (record === null) return;
  const { record: told, event } = afterRun(record, run, now);
  pen.update(told, event);
  // A repeat has mended what had failed: those that wait for it may go on.
  if (record.ended === 'failed' && told.ended === 'completed') {
    for (const { id } of schedules.dependents(record.id)) schedules.wake(id, now);
  }
}

function scheduleOfRepeat(runs: Storage['runs'], run: Run): string | null {
  if (run.status !== 'completed') return null;
  let earlier: Run | null = run;
  for (let count = 0; earlier !== null && count < mostRepeats; count++) {
    if (earlier.scheduleId !== null) return earlier.scheduleId;
    earlier = earlier.retryOf === null ? null : runs.get(earlier.retryOf);
  }
  return null;
}
