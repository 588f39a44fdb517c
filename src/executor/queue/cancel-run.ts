import { isoTime } from '../../lib/clock.ts';
import { UserError } from '../../model/errors.ts';
import { reasonTextOf } from '../../model/reason-text.ts';
import type { Run } from '../../model/run.ts';
import { isTerminal } from '../../model/run-status.ts';
import { clipText } from './clip.ts';
import type { EventDraft, Pen } from './ledger.ts';
import type { QueueParts } from './queue-parts.ts';

/** Characters of the name of whoever asks. */
const maxName = 200;

/** Who cancels a run, and what stands on its record. */
export interface CancelWish {
  readonly by: string;
  /** Default `cancelled by …`. */
  readonly reasonText?: string | undefined;
}

/** What a cancel did: `cancelled: false` and the run unchanged when it had ended before. */
export interface CancelAnswer {
  readonly cancelled: boolean;
  readonly run: Run;
}

/**
 * Cancels a run in storage: one that has no attempt is cancelled at once; on a running one the wish
 * is kept, and the caller then ends the attempt.
 * @param by who asks, as it is to be read on the record and in the event
 */
export function cancelRun(
  parts: Pick<QueueParts, 'storage' | 'ledger' | 'clock'>,
  runId: string,
  by: string,
): Promise<CancelAnswer> {
  return parts.ledger.record((pen) => cancelInside(parts, pen, runId, { by }));
}

/** The same as part of a larger transaction. @throws UserError `not-found` */
export function cancelInside(
  { storage, clock }: Pick<QueueParts, 'storage' | 'clock'>,
  pen: Pen,
  runId: string,
  wish: CancelWish,
): CancelAnswer {
  const run = storage.runs.get(runId);
  if (run === null) throw new UserError('not-found', `There is no run ${runId}`);
  if (isTerminal(run.status)) return { cancelled: false, run };
  const payload = { by: clipText(wish.by, maxName) };
  const reasonText = clipText(wish.reasonText ?? reasonTextOf('cancelled', payload) ?? '', 2 * maxName);
  if (run.status !== 'running') {
    const members = { ...nothingLeft, reason: 'cancelled', reasonText } as const;
    const event = cancelled(run.status, payload, reasonText);
    return { cancelled: true, run: pen.move(run, 'cancelled', members, event) };
  }
  if (run.cancelRequestedAt !== null) return { cancelled: true, run };
  const event: EventDraft = {
    type: 'run.cancel-requested',
    level: 'warn',
    message: `Cancel asked for by ${payload.by}`,
    payload,
  };
  const members = { cancelRequestedAt: isoTime(clock.now()), reasonText };
  return { cancelled: true, run: pen.amend(run, members, event) };
}

/** What a run had before it that will not come any more. */
const nothingLeft = { error: null, notBefore: null, waitingReason: null, waitingFor: [] } as const;

function cancelled(from: Run['status'], payload: { by: string }, reasonText: string): EventDraft {
  return {
    type: 'run.cancelled',
    level: 'warn',
    message: `Cancelled by ${payload.by} while ${from}`,
    payload: { ...payload, reason: 'cancelled', reason_text: reasonText },
  };
}
