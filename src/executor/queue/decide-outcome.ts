import { type Backoff, backoffDelay } from '../../lib/backoff.ts';
import { isTooDeep, type JsonValue, maxJsonDepth } from '../../lib/json.ts';
import type { Run, RunError } from '../../model/run.ts';
import type { RunReason, TerminalStatus } from '../../model/run-status.ts';
import type { Tries } from '../storage/runs-table.ts';
import type { AttemptOutcome } from '../worker/worker-pool.ts';

/** What becomes of a run whose attempt has ended. */
export interface Verdict {
  readonly to: TerminalStatus | 'pending';
  readonly reason: RunReason;
  readonly output: JsonValue;
  readonly error: RunError | null;
  /** For `pending`: milliseconds until it may be claimed again. */
  readonly delayMs: number;
  readonly tries: Tries;
}

/** Delay before a retry: 1 s × 2ⁿ, spread by a fifth, never above five minutes. */
const retryBackoff: Backoff = { initialMs: 1000, factor: 2, ceilingMs: 300_000, jitter: 0.2 };

/** A run whose worker was lost so often kills its daemon, or never comes to an end: it fails. */
export const maxLosses = 5;

/** Bytes of JSON that a run may leave as its output: 1 MiB. */
export const maxOutputBytes = 1024 * 1024;

/**
 * Decides what follows from the end of an attempt. Pure.
 * - `ok` completes, even when a cancel came too late. An output above `maxOutputBytes` is not kept:
 *   the run fails with the error code `result-too-large` and is not tried again, as it would be the same.
 * - A cancel that was asked for wins over every other end.
 * - A lost worker is nobody's fault: tried again at once, without using up a retry, `maxLosses` times
 *   at most. When the executor itself gave it up to stop (`draining`), not even that is counted.
 * - Anything else is a failure: tried again after a back-off until `backoffLimit` retries are used up.
 * @param random a number in [0, 1) for the jitter
 */
export function decideOutcome(
  run: Run,
  tries: Tries,
  outcome: AttemptOutcome,
  draining: boolean,
  random: number,
): Verdict {
  const { reason, error } = outcome;
  const ended = { reason, error, output: null, delayMs: 0, tries };
  if (reason === 'ok') return completed(ended, outcome.output);
  if (run.cancelRequestedAt !== null || reason === 'cancelled') {
    return { ...ended, to: 'cancelled', reason: 'cancelled', error: null };
  }
  if (reason === 'lost') return lost(ended, draining);
  const failures = tries.failures + 1;
  const counted = { ...ended, tries: { ...tries, failures } };
  if (failures > (run.backoffLimit ?? 0)) return { ...counted, to: 'failed' };
  const delayMs = Math.min(backoffDelay(retryBackoff, failures, random), retryBackoff.ceilingMs);
  return { ...counted, to: 'pending', delayMs };
}

type Ended = Omit<Verdict, 'to'>;

function completed(ended: Ended, output: JsonValue): Verdict {
  if (isTooDeep(output)) {
    const message = `The output has more than ${maxJsonDepth} values inside one another. Return less, or write it to a file and return its path.`;
    return { ...ended, to: 'failed', reason: 'error', error: { message, code: 'result-too-large' } };
  }
  const bytes = Buffer.byteLength(JSON.stringify(output));
  if (bytes <= maxOutputBytes) return { ...ended, to: 'completed', output, error: null };
  const message = `The output has ${bytes} bytes of JSON; at most ${maxOutputBytes} are kept. Write it to a file and return its path.`;
  return { ...ended, to: 'failed', reason: 'error', error: { message, code: 'result-too-large' } };
}

function lost(ended: Ended, draining: boolean): Verdict {
  if (draining) return { ...ended, to: 'pending', error: null };
  const losses = ended.tries.losses + 1;
  const counted = { ...ended, tries: { ...ended.tries, losses } };
  if (losses < maxLosses) return { ...counted, to: 'pending', error: null };
  const message = `The worker was lost ${losses} times while this run was under way`;
  return { ...counted, to: 'failed', error: { message, code: 'lost' } };
}
