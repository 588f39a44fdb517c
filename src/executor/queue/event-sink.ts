import type { QueueParts } from './queue-parts.ts';
import type { TaskEventSink } from './task-events.ts';

/** Writes the events of one attempt to the ledger. */
export function eventSink(
  { storage, ledger }: Pick<QueueParts, 'storage' | 'ledger'>,
  runId: string,
  attempt: number,
): TaskEventSink {
  // A failing storage is reported by whoever needs an answer from it; an event has nobody to tell.
  const drop = () => {};
  return {
    writeEvent(event) {
      ledger.record((pen) => pen.append(runId, event)).catch(drop);
    },
    writeProgress(progress, event) {
      const write = ledger.record((pen) => {
        const current = storage.runs.get(runId);
        if (current?.status === 'running' && current.attempt === attempt) {
          pen.amend(current, { progress }, event);
        }
      });
      write.catch(drop);
    },
  };
}
