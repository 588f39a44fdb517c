import type { AttemptOutcome } from './worker-pool.ts';

/** What an outcome says when nothing but its reason is known. */
export const bareOutcome: Omit<AttemptOutcome, 'reason'> = {
  output: null,
  error: null,
  exitCode: null,
  signal: null,
  retry: null,
  waiting: null,
};
