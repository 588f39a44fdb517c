import type { ErrorKind } from '../model/errors.ts';
import type { Run } from '../model/run.ts';

/** What the process ends with (design section 7). Scripts build on these: they never change. */
export const exitCodes = {
  completed: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  auth: 4,
  network: 5,
  cancelled: 6,
  timedOut: 124,
  /** 128 + SIGINT: the user stopped waiting. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const codeOfKind: Readonly<Record<ErrorKind, ExitCode>> = {
  invalid: exitCodes.usage,
  ambiguous: exitCodes.usage,
  unsupported: exitCodes.usage,
  'not-found': exitCodes.notFound,
  auth: exitCodes.auth,
  forbidden: exitCodes.auth,
  network: exitCodes.network,
  // A request that timed out. A run that timed out is told by its reason.
  timeout: exitCodes.network,
  unavailable: exitCodes.network,
  busy: exitCodes.network,
  conflict: exitCodes.failed,
  storage: exitCodes.failed,
};

export function exitCodeOfError(kind: ErrorKind): ExitCode {
  return codeOfKind[kind];
}

/** The exit code for a run that has ended; a run that goes on counts as accepted: 0. */
export function exitCodeOfRun(run: Pick<Run, 'status' | 'reason'>): ExitCode {
  if (run.status === 'cancelled') return exitCodes.cancelled;
  if (run.status !== 'failed') return exitCodes.completed;
  return run.reason === 'timeout' ? exitCodes.timedOut : exitCodes.failed;
}
