import type { RunReason } from '../../model/run-status.ts';
import { bareOutcome } from './bare-outcome.ts';
import type { ChildExit } from './worker-child.ts';
import type { AttemptOutcome, AttemptSpec, EndReason } from './worker-pool.ts';

/** What is known when a child is gone. */
export interface Evidence {
  /** What the child wrote before it ended; null when it wrote nothing. */
  readonly written: AttemptOutcome | null;
  /** Why the daemon ended it; null when it ended by itself. */
  readonly endedBy: EndReason | null;
  readonly exit: ChildExit;
  /** The last lines on stderr. */
  readonly stderrTail: string;
}

/** Decides how an attempt ended. A result that was reached before the end was asked for stands. */
export function outcomeOf(spec: AttemptSpec, evidence: Evidence): AttemptOutcome {
  const { written, endedBy, exit } = evidence;
  if (written?.reason === 'ok') return written;
  if (endedBy !== null) return endedOutcome(spec, endedBy, written ?? exit);
  return written ?? exitOutcome(exit, evidence.stderrTail);
}

/** The outcome of an attempt that the daemon ended. */
export function endedOutcome(spec: AttemptSpec, reason: EndReason, exit: ChildExit): AttemptOutcome {
  const { exitCode, signal } = exit;
  return { ...bareOutcome, reason, error: endError(spec, reason), exitCode, signal };
}

/** The outcome of an attempt whose child could not be started or lost its daemon's care. */
export function failedOutcome(reason: RunReason, code: string, message: string): AttemptOutcome {
  return { ...bareOutcome, reason, error: { message, code } };
}

function endError(spec: AttemptSpec, reason: EndReason): AttemptOutcome['error'] {
  switch (reason) {
    case 'cancelled':
      return null;
    case 'timeout':
      return {
        message: `The task did not finish within its limit of ${spec.timeoutMs / 1000} s.`,
        code: 'timeout',
      };
    case 'out-of-memory': {
      const limit = Math.round(spec.memoryLimitBytes / 1_048_576);
      return {
        message: `The task and what it started used more than ${limit} MB of memory.`,
        code: 'out_of_memory',
      };
    }
    case 'lost':
      return { message: 'The executor stopped before the task had finished.', code: 'lost' };
  }
}

function exitOutcome(exit: ChildExit, stderrTail: string): AttemptOutcome {
  const plain = { ...bareOutcome, exitCode: exit.exitCode, signal: exit.signal };
  if (isOutOfMemory(exit, stderrTail)) {
    const message = "The task's process ran out of memory for JavaScript objects and was ended by Node.";
    return { ...plain, reason: 'out-of-memory', error: { message, code: 'out_of_memory' } };
  }
  if (exit.signal !== null) {
    const message = `The task's process was killed by ${exit.signal}.`;
    return { ...plain, reason: 'signal', error: { message, code: 'signal' } };
  }
  const message = `The task ended its process with exit ${exit.exitCode} before it had finished.`;
  return { ...plain, reason: 'exit', error: { message, code: 'exit' } };
}

function isOutOfMemory(exit: ChildExit, stderrTail: string): boolean {
  const aborted = exit.signal === 'SIGABRT' || exit.signal === 'SIGTRAP' || exit.exitCode === 134;
  return aborted && /heap out of memory|Reached heap limit|OOM error/.test(stderrTail);
}
