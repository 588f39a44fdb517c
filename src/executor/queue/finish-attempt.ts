import { isoTime } from '../../lib/clock.ts';
import type { Run, RunError } from '../../model/run.ts';
import type { AttemptOutcome } from '../worker/worker-pool.ts';
import { clipText } from './clip.ts';
import { decideOutcome } from './decide-outcome.ts';
import { outcomeEvent } from './outcome-event.ts';
import type { QueueParts } from './queue-parts.ts';

/** Characters of an error message that are kept. */
const maxErrorText = 16_384;

/**
 * Closes an attempt: attempt row, run and event in one transaction.
 * @param draining true when the executor ended the attempt itself in order to stop
 * @returns the run, or null when this attempt was closed before or is not the newest: nothing was changed
 */
export function finishAttempt(
  { storage, ledger, clock, random }: QueueParts,
  runId: string,
  attempt: number,
  outcome: AttemptOutcome,
  draining: boolean,
): Promise<Run | null> {
  const now = clock.now();
  const error = clippedError(outcome.error);
  return ledger.record((pen) => {
    const { reason, exitCode, signal } = outcome;
    const closed = storage.attempts.close({
      runId,
      number: attempt,
      endedAt: isoTime(now),
      reason,
      exitCode,
      signal,
      errorMessage: error?.message ?? null,
      reasonText: null,
      logFrom: null,
      logTo: null,
      peakMemoryBytes: null,
    });
    const run = storage.runs.get(runId);
    if (!closed || run === null || run.attempt !== attempt || run.status !== 'running') return null;
    const tries = storage.runs.tries(runId);
    const verdict = decideOutcome(run, tries, { ...outcome, error }, draining, random());
    storage.runs.setTries(runId, verdict.tries);
    return pen.move(
      run,
      verdict.to,
      {
        reason: verdict.reason,
        output: verdict.output,
        error: verdict.error,
        exitCode,
        notBefore: verdict.delayMs > 0 ? isoTime(now + verdict.delayMs) : null,
      },
      outcomeEvent(attempt, verdict, exitCode),
    );
  });
}

/** Errors come from the target's own code and may be of any size. */
function clippedError(error: RunError | null): RunError | null {
  return error === null ? null : { ...error, message: clipText(error.message, maxErrorText) };
}
