import type { OpenAttempt } from '../storage/attempts-table.ts';
import { endOrphan } from '../worker/end-orphan.ts';
import { recoverOutcome } from '../worker/recover-outcome.ts';
import type { AttemptOutcome } from '../worker/worker-pool.ts';
import { finishAttempt } from './finish-attempt.ts';
import { forgetAttempt } from './forget-attempt.ts';
import type { QueueParts } from './queue-parts.ts';

/**
 * Closes every attempt that an executor left open when it died. Its processes are ended first, so
 * that two attempts of a run never overlap; then its log is completed; then its result file decides:
 * a finished attempt is not repeated, any other goes back to the queue. Call it before the first claim.
 * @returns how many attempts were closed
 * @throws UserError `storage`
 */
export async function rescueAttempts(parts: QueueParts): Promise<number> {
  const open = parts.storage.attempts.stillOpen();
  await Promise.all(open.map((attempt) => rescue(parts, attempt)));
  return open.length;
}

async function rescue(parts: QueueParts, { runId, number, process }: OpenAttempt): Promise<void> {
  const { logs } = parts;
  if (process !== null) await endOrphan(process);
  await logs.settle(runId, number);
  const outcome = (await recoverOutcome(logs.attemptDir(runId, number))) ?? lostOutcome;
  const facts = { log: null, peakMemoryBytes: null };
  await finishAttempt(parts, { runId, number, outcome, facts, excused: false });
  forgetAttempt(logs, runId, number);
}

const lostOutcome: AttemptOutcome = {
  reason: 'lost',
  output: null,
  error: null,
  exitCode: null,
  signal: null,
  retry: null,
  waiting: null,
};
