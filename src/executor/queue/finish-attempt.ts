import { isoTime } from '../../lib/clock.ts';
import { reasonTextOf } from '../../model/reason-text.ts';
import type { Run, RunError } from '../../model/run.ts';
import type { AttemptFacts, AttemptOutcome } from '../worker/worker-pool.ts';
import { clipText } from './clip.ts';
import { decideOutcome, type Verdict } from './decide-outcome.ts';
import { outcomeEvent } from './outcome-event.ts';
import type { QueueParts } from './queue-parts.ts';
import { goOnIfAnswered } from './resume-run.ts';

/** Characters of an error message that are kept. */
const maxErrorText = 16_384;

/** The latest time that a run may wait for: what a four-digit year can still say. */
const latestTime = Date.UTC(9999, 11, 31);

/** An attempt that is over: none of its processes is left. */
export interface EndedAttempt {
  readonly runId: string;
  readonly number: number;
  readonly outcome: AttemptOutcome;
  readonly facts: AttemptFacts;
  /** True when the executor gave it up through no fault of its worker: the loss is not counted. */
  readonly excused: boolean;
}

/**
 * Closes an attempt: attempt row, run and event in one transaction.
 * @returns the run, or null when this attempt was closed before or is not the newest: nothing was changed
 * @throws UserError `storage`
 */
export function finishAttempt(parts: QueueParts, ended: EndedAttempt): Promise<Run | null> {
  const { storage, ledger, clock, random, settings } = parts;
  const { runId, number, excused } = ended;
  const now = clock.now();
  const outcome = { ...ended.outcome, error: clippedError(ended.outcome.error) };
  return ledger.record((pen) => {
    const run = storage.runs.get(runId);
    const closed = closeAttempt(parts, ended, run, now);
    if (!closed || run === null || run.attempt !== number || run.status !== 'running') return null;
    const tries = storage.runs.tries(runId);
    const maxOutputBytes = settings.limits.outputKb * 1024;
    const verdict = decideOutcome(run, tries, outcome, { excused, random: random(), maxOutputBytes });
    if (verdict.tries !== tries) storage.runs.setTries(runId, verdict.tries);
    const { to, reason, reasonText, output, error, wait } = verdict;
    const moved = pen.move(
      run,
      to,
      {
        reason,
        reasonText,
        output,
        error,
        waitingReason: wait?.reason ?? null,
        exitCode: outcome.exitCode,
        notBefore: notBefore(verdict, now),
      },
      outcomeEvent(number, verdict, outcome.exitCode),
    );
    return goOnIfAnswered(storage, pen, moved);
  });
}

function closeAttempt(
  { storage, logs }: QueueParts,
  { runId, number, outcome, facts }: EndedAttempt,
  run: Run | null,
  now: number,
): boolean {
  const { reason, exitCode, signal, error } = outcome;
  const asked = reason === 'cancelled' ? (run?.reasonText ?? null) : null;
  return storage.attempts.close({
    runId,
    number,
    endedAt: isoTime(now),
    reason,
    reasonText: asked ?? reasonTextOf(reason, { ...outcome, timeoutSeconds: run?.timeoutSeconds }),
    exitCode,
    signal,
    errorMessage: clippedError(error)?.message ?? null,
    logFrom: facts.log?.from ?? null,
    logTo: facts.log?.to ?? logs.totalBytes(runId),
    peakMemoryBytes: facts.peakMemoryBytes,
  });
}

function notBefore({ to, delayMs, wait }: Verdict, now: number): string | null {
  if (to === 'pending' && delayMs > 0) return isoTime(now + delayMs);
  if (to !== 'waiting' || wait === null || wait.until === null) return null;
  return isoTime(Math.min(Math.max(now, wait.until), latestTime));
}

/** Errors come from the target's own code and may be of any size. */
function clippedError(error: RunError | null): RunError | null {
  return error === null ? null : { ...error, message: clipText(error.message, maxErrorText) };
}
