import type { LogRange } from '../worker/attempt-log.ts';
import { hasMoreEvents, recoverEvents } from '../worker/event-file.ts';
import { eventsFile } from '../worker/log-paths.ts';
import { eventSink } from './event-sink.ts';
import type { QueueParts } from './queue-parts.ts';
import { createTaskEvents, type TaskEvents } from './task-events.ts';

/**
 * Records what an attempt has left behind whose executor died: the events that nobody has recorded, then
 * the rest of its output. The attempt's processes must be gone.
 * @returns its part of the run's log; null when no output was left @throws UserError `storage`
 */
export async function settleAttempt(
  parts: QueueParts,
  runId: string,
  attempt: number,
): Promise<LogRange | null> {
  await recordLeftEvents(parts, runId, attempt);
  const events = eventsOf(parts, runId, attempt);
  const range = await parts.logs.settle(runId, attempt, {
    limitBytes: parts.settings.limits.logMb * 1_048_576,
    // Not tried again: the lines themselves are in the log.
    onLines: (found) => void Promise.resolve(events.take(found, 0)).catch(() => undefined),
    onCut: events.cutLog,
  });
  events.close();
  return range;
}

/**
 * Records the events that stand in the file of an attempt and nowhere else: its executor died, or the
 * storage refused them. Exactly those: how far the file was taken stands in the storage.
 */
export async function recordLeftEvents(parts: QueueParts, runId: string, attempt: number): Promise<void> {
  const file = eventsFile(parts.logs.attemptDir(runId, attempt));
  if (!hasMoreEvents(file, 0)) return;
  const taken = parts.storage.attempts.eventsTaken(runId, attempt);
  if (!hasMoreEvents(file, taken)) return;
  const events = eventsOf(parts, runId, attempt);
  await recoverEvents(file, taken, events.take);
  events.close();
}

function eventsOf(parts: QueueParts, runId: string, attempt: number): TaskEvents {
  const { eventsPerRun } = parts.settings.limits;
  return createTaskEvents(parts.clock, eventSink(parts, runId, attempt), eventsPerRun);
}
