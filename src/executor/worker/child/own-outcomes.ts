import type { JsonValue } from '../../../lib/json.ts';
import { bareOutcome } from '../bare-outcome.ts';
import { outputTooLarge, outputTooLargeCode } from '../output-limit.ts';
import type { AttemptOutcome, Wait } from '../worker-pool.ts';
import { retryWishIn } from './retry-wish.ts';
import { describeThrown } from './thrown.ts';

/** Returned instead of a value: the target has not ended, it waits. No class of the user's, so nobody returns it by accident. */
export class Waiting {
  readonly wait: Wait;

  constructor(wait: Wait) {
    this.wait = wait;
  }
}

/**
 * The outcome of a task that returned.
 * @param limitBytes of its JSON: what is larger is refused here, where it costs the daemon nothing
 * @throws NotJsonError, OutputTooLargeError
 */
export function returnedOutcome(value: unknown, limitBytes: number): AttemptOutcome {
  if (value instanceof Waiting) return { ...failure, reason: 'ok', exitCode: 0, waiting: value.wait };
  return { ...failure, reason: 'ok', output: asJson(value, limitBytes), exitCode: 0 };
}

/** The outcome of a task that threw, or that could not be loaded. An error's own `output` is kept with it, and its `retry` heeded. */
export function failedOutcome(thrown: unknown, projectDir: string, limitBytes: number): AttemptOutcome {
  return {
    ...failure,
    error: describeThrown(thrown, projectDir),
    output: outputIn(thrown, limitBytes),
    retry: retryWishIn(thrown),
  };
}

/** The outcome of a task whose promise is pending while nothing is left that could settle it. */
export function neverFinished(): AttemptOutcome {
  const message = 'The task never finished: its promise is pending and nothing is left to wait for.';
  return { ...failure, error: { message, code: 'task_never_finished' } };
}

/** The outcome of a task that stopped after it was asked to, whatever it returned. */
export function abortedOutcome(ended: AbortSignal): AttemptOutcome {
  const reason = ended.reason === 'timeout' || ended.reason === 'lost' ? ended.reason : 'cancelled';
  return { ...failure, reason };
}

const failure: AttemptOutcome = { ...bareOutcome, reason: 'error', exitCode: 1 };

/** What a task had to show for itself although it failed; null for none, for what is no JSON, and for too much. */
function outputIn(thrown: unknown, limitBytes: number): JsonValue {
  if (!(thrown instanceof Error) || !('output' in thrown)) return null;
  try {
    return asJson(thrown.output, limitBytes);
  } catch {
    return null;
  }
}

function asJson(value: unknown, limitBytes: number): JsonValue {
  if (value === undefined) return null;
  const text = textOf(value);
  const bytes = Buffer.byteLength(text);
  if (bytes > limitBytes) throw new OutputTooLargeError(outputTooLarge(bytes, limitBytes));
  return JSON.parse(text);
}

function textOf(value: unknown): string {
  try {
    const text: string | undefined = JSON.stringify(value);
    if (text !== undefined) return text;
  } catch (cause) {
    throw new NotJsonError(cause);
  }
  throw new NotJsonError(new TypeError(`it is a ${typeof value}`));
}

/** The task returned more than is kept, and would do so again. */
class OutputTooLargeError extends Error {
  override readonly name = 'OutputTooLargeError';
  readonly code = outputTooLargeCode;
  readonly retry = false;
}

/** The task returned something that cannot be kept. */
class NotJsonError extends Error {
  override readonly name = 'NotJsonError';
  readonly code = 'task_output_invalid';

  constructor(cause: unknown) {
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    super(`What the task returned cannot be written as JSON: ${why}.`, { cause });
  }
}
