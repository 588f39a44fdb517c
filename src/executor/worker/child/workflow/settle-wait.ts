import { isoTime } from '../../../../lib/clock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../lib/json.ts';
import type { RunSignal } from '../../worker-pool.ts';
import type { OpenedWait } from './journal.ts';
import type { WaitKind } from './wait-kind.ts';
import { FinalFailureError } from './workflow-faults.ts';

/** What a wait came to. */
export type Settled =
  | { readonly kind: 'open' }
  | { readonly kind: 'over'; readonly output: JsonValue }
  /** It fails the workflow. */
  | { readonly kind: 'refused'; readonly error: FinalFailureError };

/** What an answer makes of a wait. @param now epoch milliseconds */
export function settledBy({ payload, isError }: RunSignal, id: string, kind: WaitKind, now: number): Settled {
  if (kind !== 'approval') {
    if (!isError) return { kind: 'over', output: payload };
    const error = new FinalFailureError(
      'workflow_event_error',
      `The event "${id}" came as an error${why(payload)}`,
    );
    return { kind: 'refused', error };
  }
  const decision = isJsonObject(payload) ? payload : { approved: payload === true };
  if (isError || decision['approved'] !== true) {
    const error = new FinalFailureError('workflow_rejected', `Approval "${id}" was rejected${why(payload)}`);
    return { kind: 'refused', error };
  }
  const { approver = 'local', comment, response } = decision;
  const output: JsonObject = { approved: true, approver, decidedAt: isoTime(now) };
  if (comment !== undefined) output['comment'] = comment;
  if (response !== undefined) output['response'] = response;
  return { kind: 'over', output };
}

function why(payload: JsonValue): string {
  const comment = isJsonObject(payload) ? payload['comment'] : payload;
  return typeof comment === 'string' && comment !== '' ? `: ${comment.slice(0, 2_000)}` : '';
}

/** What becomes of a wait that nobody answered in time. */
export function pastItsTime({ id, until }: OpenedWait, kind: WaitKind): Settled {
  if (kind === 'delay') return { kind: 'over', output: null };
  const at = isoTime(until ?? 0);
  const message =
    kind === 'approval' ? `Approval "${id}" expired at ${at}` : `The event "${id}" did not come before ${at}`;
  return { kind: 'refused', error: new FinalFailureError('workflow_wait_expired', message) };
}
