import { type Backoff, backoffDelay } from '../../lib/backoff.ts';
import { isTooDeep, type JsonValue, maxJsonDepth } from '../../lib/json.ts';
import { reasonTextOf } from '../../model/reason-text.ts';
import type { Run, RunError } from '../../model/run.ts';
import type { RunReason, TerminalStatus } from '../../model/run-status.ts';
import type { Tries } from '../storage/runs-table.ts';
import { outputTooLarge, outputTooLargeCode } from '../worker/output-limit.ts';
import type { AttemptOutcome, RetryWish, Wait } from '../worker/worker-pool.ts';

/** What becomes of a run whose attempt has ended. */
export interface Verdict {
  readonly to: TerminalStatus | 'pending' | 'waiting';
  /** Null for a run that waits: nothing has come to an end. */
  readonly reason: RunReason | null;
  /** The reason in the words that stand on the record. */
  readonly reasonText: string | null;
  readonly output: JsonValue;
  readonly error: RunError | null;
  /** For `pending`: milliseconds until it may be claimed again. */
  readonly delayMs: number;
  /** For `waiting`: what it waits for. */
  readonly wait: Wait | null;
  readonly tries: Tries;
}

/** What the decision depends on, beside the run and the outcome. */
export interface Circumstances {
  /** True when the attempt was given up through no fault of its worker: the loss is not counted. */
  readonly excused: boolean;
  /** A number in [0, 1) for the jitter. */
  readonly random: number;
  /** Bytes of JSON that the run may leave as its output. */
  readonly maxOutputBytes: number;
}

/** Delay before a retry: 1 s × 2ⁿ, spread by a fifth, never above five minutes. */
const retryBackoff: Backoff = { initialMs: 1000, factor: 2, ceilingMs: 300_000, jitter: 0.2 };

/** The longest delay that a target may wish for: a day. */
const maxDelayMs = 86_400_000;

/** A run whose worker was lost so often kills its daemon, or never comes to an end: it fails. */
export const maxLosses = 5;

/**
 * Decides what follows from the end of an attempt. Pure.
 * - `ok` completes, even when a cancel came too late. An output above the limit is not kept: the run
 *   fails with the error code `result-too-large` and is not tried again, as it would be the same.
 * - A target that waits has not ended: its run waits too, unless a cancel was asked for.
 * - A cancel that was asked for wins over every other end.
 * - A lost worker is nobody's fault: tried again without using up a retry, `maxLosses` times at most.
 *   When the executor itself gave it up (`excused`), not even that is counted.
 * - Anything else is a failure: tried again until `backoffLimit` retries are used up, after a back-off
 *   or the delay that the target wished for; never again when it said so. What it has to show all the
 *   same is the run's output, within the same limit.
 */
export function decideOutcome(
  run: Run,
  tries: Tries,
  outcome: AttemptOutcome,
  { excused, random, maxOutputBytes }: Circumstances,
): Verdict {
  const { reason, error, waiting } = outcome;
  const reasonText = reasonTextOf(reason, { ...outcome, timeoutSeconds: run.timeoutSeconds });
  const ended = { reason, reasonText, error, output: null, delayMs: 0, wait: null, tries };
  if (reason === 'ok' && waiting === null) return completed(ended, outcome.output, maxOutputBytes);
  if (run.cancelRequestedAt !== null || reason === 'cancelled') return cancelled(ended, run);
  if (reason === 'ok') {
    return { ...ended, to: 'waiting', reason: null, reasonText: null, error: null, wait: waiting };
  }
  if (reason === 'lost') return lost(ended, outcome.retry, excused);
  const failures = tries.failures + 1;
  const counted = { ...ended, tries: { ...tries, failures } };
  if (outcome.retry?.kind === 'never' || failures > (run.backoffLimit ?? 0)) {
    return { ...counted, to: 'failed', output: keptOutput(outcome.output, maxOutputBytes) };
  }
  return { ...counted, to: 'pending', delayMs: retryDelay(outcome.retry, failures, random) };
}

type Ended = Omit<Verdict, 'to'>;

function completed(ended: Ended, output: JsonValue, maxBytes: number): Verdict {
  const tooLarge = (message: string): Verdict => ({
    ...ended,
    to: 'failed',
    reason: 'error',
    error: { message, code: outputTooLargeCode },
  });
  if (isTooDeep(output)) {
    return tooLarge(
      `The output has more than ${maxJsonDepth} values inside one another. Return less, or write it to a file and return its path.`,
    );
  }
  const bytes = Buffer.byteLength(JSON.stringify(output));
  if (bytes <= maxBytes) return { ...ended, to: 'completed', output, error: null };
  return tooLarge(outputTooLarge(bytes, maxBytes));
}

/** The output of a failure; dropped where it is too large, as the error says more. */
function keptOutput(output: JsonValue, maxBytes: number): JsonValue {
  if (isTooDeep(output)) return null;
  return Buffer.byteLength(JSON.stringify(output)) <= maxBytes ? output : null;
}

/** Who asked for it was written on the record with the wish. */
function cancelled(ended: Ended, run: Run): Verdict {
  const reasonText = run.cancelRequestedAt === null ? null : run.reasonText;
  return {
    ...ended,
    to: 'cancelled',
    reason: 'cancelled',
    reasonText: reasonText ?? reasonTextOf('cancelled', {}),
    error: null,
  };
}

function lost(ended: Ended, wish: RetryWish | null, excused: boolean): Verdict {
  const delayMs = wishedDelay(wish) ?? 0;
  if (excused) return { ...ended, to: 'pending', error: null, delayMs };
  const losses = ended.tries.losses + 1;
  const counted = { ...ended, tries: { ...ended.tries, losses } };
  if (losses < maxLosses) return { ...counted, to: 'pending', error: null, delayMs };
  const message = `The worker was lost ${losses} times while this run was under way`;
  return { ...counted, to: 'failed', error: { message, code: 'lost' } };
}

function retryDelay(wish: RetryWish | null, failures: number, random: number): number {
  const backoffMs = Math.min(backoffDelay(retryBackoff, failures, random), retryBackoff.ceilingMs);
  return wishedDelay(wish) ?? backoffMs;
}

/** Whole milliseconds, 0…24 h; null without a wish. */
function wishedDelay(wish: RetryWish | null): number | null {
  if (wish?.kind !== 'after') return null;
  return Math.round(Math.min(Math.max(0, wish.delayMs), maxDelayMs));
}
