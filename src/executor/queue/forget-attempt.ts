import type { RunLogs } from '../worker/run-logs.ts';
import { reportBug } from './report-bug.ts';

/**
 * Deletes what a closed attempt left beside the log. Call it when the outcome is durable: until then
 * the result file is the only trace of a finished attempt. What cannot be deleted only takes space.
 */
export function forgetAttempt(logs: RunLogs, runId: string, attempt: number): void {
  try {
    logs.removeAttempt(runId, attempt);
  } catch (error) {
    reportBug(error);
  }
}
