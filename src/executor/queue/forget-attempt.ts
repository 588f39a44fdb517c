import { recordLeftEvents } from './left-events.ts';
import type { QueueParts } from './queue-parts.ts';
import { reportBug } from './report-bug.ts';

/**
 * Deletes what a closed attempt left beside the log, except what could not be taken over yet. Call it when
 * the outcome is durable: until then the result file is the only trace of a finished attempt. What cannot
 * be deleted only takes space.
 */
export async function forgetAttempt(parts: QueueParts, runId: string, attempt: number): Promise<void> {
  try {
    await recordLeftEvents(parts, runId, attempt);
    parts.logs.removeAttempt(runId, attempt);
  } catch (error) {
    reportBug(error);
  }
}
