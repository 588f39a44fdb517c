import { isoTime } from '../../lib/clock.ts';
import { UserError } from '../../model/errors.ts';
import type { Run } from '../../model/run.ts';
import { isTerminal } from '../../model/run-status.ts';
import type { EventDraft } from './ledger.ts';
import type { QueueParts } from './queue-parts.ts';

/**
 * Cancels a run in storage: one that has no attempt is cancelled at once; on a running one the wish
 * is kept, and the caller then ends the attempt.
 * @param by who asks, as it is to be read in the event
 * @returns `cancelled: false` and the run unchanged when it had ended before
 */
export function cancelRun(
  { storage, ledger, clock }: Pick<QueueParts, 'storage' | 'ledger' | 'clock'>,
  runId: string,
  by: string,
): Promise<{ cancelled: boolean; run: Run }> {
  return ledger.record((pen) => {
    const run = storage.runs.get(runId);
    if (run === null) throw new UserError('not-found', `There is no run ${runId}`);
    if (isTerminal(run.status)) return { cancelled: false, run };
    const payload = { by };
    if (run.status !== 'running') {
      const event = cancelled(run.status, payload);
      return {
        cancelled: true,
        run: pen.move(run, 'cancelled', { reason: 'cancelled', error: null, notBefore: null }, event),
      };
    }
    if (run.cancelRequestedAt !== null) return { cancelled: true, run };
    const event: EventDraft = {
      type: 'run.cancel-requested',
      level: 'warn',
      message: `Cancel asked for by ${by}`,
      payload,
    };
    return { cancelled: true, run: pen.amend(run, { cancelRequestedAt: isoTime(clock.now()) }, event) };
  });
}

function cancelled(from: Run['status'], payload: { by: string }): EventDraft {
  return {
    type: 'run.cancelled',
    level: 'warn',
    message: `Cancelled by ${payload.by} while ${from}`,
    payload: { ...payload, reason: 'cancelled' },
  };
}
