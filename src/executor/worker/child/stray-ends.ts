import type { AttemptOutcome, AttemptSpec } from '../worker-pool.ts';
import { abortedOutcome, failedOutcome, neverFinished } from './own-outcomes.ts';
import { writeResult } from './result.ts';

/** The attempt that an end of this process would be the end of. */
export interface Guarded {
  readonly spec: AttemptSpec;
  readonly resultFile: string;
  readonly ended: AbortSignal;
}

/**
 * Keeps the outcome where an end passes the task's own promise by: an error in a callback, and a promise
 * that nothing can settle any more.
 * @param current the attempt under way; null for none
 */
export function guardAgainstStrayEnds(projectDir: string, current: () => Guarded | null): void {
  const keep = (outcomeOf: (spec: AttemptSpec) => AttemptOutcome) => {
    const guarded = current();
    if (guarded === null) return;
    const { spec, resultFile, ended } = guarded;
    const kept = ended.aborted ? abortedOutcome(ended) : outcomeOf(spec);
    if (kept.error?.code === 'task_never_finished') process.stderr.write(`${kept.error.message}\n`);
    writeResult(resultFile, kept);
  };
  process.on('uncaughtExceptionMonitor', (thrown) => {
    if (process.listenerCount('uncaughtException') > 0) return;
    keep(({ outputLimitBytes }) => failedOutcome(thrown, projectDir, outputLimitBytes));
  });
  process.once('beforeExit', () => {
    keep(neverFinished);
    process.exit(1);
  });
}
