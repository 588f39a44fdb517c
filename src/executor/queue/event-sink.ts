import { isoTime } from '../../lib/clock.ts';
import type { Progress, Run } from '../../model/run.ts';
import type { EventEntry } from './event-entry.ts';
import type { Pen } from './ledger.ts';
import type { QueueParts } from './queue-parts.ts';
import type { TaskEventSink } from './task-events.ts';

/** Writes the events of one attempt to the ledger, in one transaction with how far its file was taken. */
export function eventSink(
  { storage, ledger, clock }: Pick<QueueParts, 'storage' | 'ledger' | 'clock'>,
  runId: string,
  attempt: number,
): TaskEventSink {
  /** Null when the attempt is not the run's current one any more: its progress means nothing. */
  const current = (): Run | null => {
    const run = storage.runs.get(runId);
    return run?.status === 'running' && run.attempt === attempt ? run : null;
  };

  /** Changes the progress alone. */
  const putProgress = (progress: Progress): Run | null => {
    const run = current();
    if (run === null) return null;
    const version = (run.version ?? 0) + 1;
    const next = { ...run, progress, updatedAt: isoTime(clock.now()), version };
    storage.runs.update(next);
    return next;
  };

  const put = (pen: Pen, { event, progress }: EventEntry): Run | null => {
    if (event === null) return progress === null ? null : putProgress(progress);
    if (progress === null) pen.append(runId, event);
    else {
      const run = current();
      if (run !== null) pen.amend(run, { progress }, event);
    }
    return null;
  };

  return {
    share: () => storage.events.shareOfTarget(runId),
    async write(entries, takenBytes) {
      const quiet = await ledger.record((pen) => {
        storage.attempts.setEventsTaken(runId, attempt, takenBytes);
        return entries.map((entry) => put(pen, entry));
      });
      const run = quiet.findLast((each) => each !== null);
      if (run !== undefined && run !== null) ledger.tell({ kind: 'run', run });
    },
  };
}
