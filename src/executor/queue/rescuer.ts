import { UserError } from '../../model/errors.ts';
import type { OpenAttempt } from '../storage/attempts-table.ts';
import { bareOutcome } from '../worker/bare-outcome.ts';
import { endOrphan } from '../worker/end-orphan.ts';
import { recoverOutcome } from '../worker/recover-outcome.ts';
import type { AttemptOutcome } from '../worker/worker-pool.ts';
import { finishAttempt } from './finish-attempt.ts';
import { forgetAttempt } from './forget-attempt.ts';
import { settleAttempt } from './left-events.ts';
import type { QueueParts } from './queue-parts.ts';
import { reportBug } from './report-bug.ts';

/**
 * Closes open attempts that nobody looks after: an executor left them when it died, or their end could
 * not be recorded. Their processes are ended first, so that two attempts of a run never overlap; then
 * the log is completed; then the result file decides: a finished attempt is not repeated, any other
 * goes back to the queue.
 * @param isAbandoned tells those attempts from the ones under way
 * @returns how many attempts were closed
 * @throws UserError `storage`
 */
export async function rescueAttempts(
  parts: QueueParts,
  isAbandoned: (attempt: OpenAttempt) => boolean,
): Promise<number> {
  const open = parts.storage.attempts.stillOpen().filter(isAbandoned);
  await Promise.all(open.map((attempt) => rescue(parts, attempt)));
  return open.length;
}

async function rescue(parts: QueueParts, { runId, number, process, lease }: OpenAttempt): Promise<void> {
  const { logs } = parts;
  // One of our own is over: its child is gone, or a warm one that may have another run by now.
  const isOurs = lease.owner === parts.executorId;
  if (process !== null && !isOurs) await endOrphan(process);
  const facts = { log: await settleAttempt(parts, runId, number), peakMemoryBytes: null };
  const finish = (outcome: AttemptOutcome) =>
    finishAttempt(parts, { runId, number, outcome, facts, excused: false });
  const recovered = (await recoverOutcome(logs.attemptDir(runId, number))) ?? lostOutcome;
  await finish(recovered).catch((error: unknown) => {
    if (error instanceof UserError) throw error;
    // An end that cannot be written however often it is tried must not hold the run for ever.
    reportBug(error);
    return finish(lostOutcome);
  });
  await forgetAttempt(parts, runId, number);
}

const lostOutcome: AttemptOutcome = { ...bareOutcome, reason: 'lost' };
