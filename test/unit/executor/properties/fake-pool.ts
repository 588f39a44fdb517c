import { bareOutcome } from '../../../../src/executor/worker/bare-outcome.ts';
import type {
  AttemptHandle,
  AttemptOutcome,
  AttemptSpec,
  ProcessId,
  WorkerPool,
} from '../../../../src/executor/worker/worker-pool.ts';

/** An attempt that is under way in a fake pool. */
export interface FakeAttempt {
  readonly spec: AttemptSpec;
  /** Ends it so, once its process is recorded. The first end counts. */
  end(outcome: AttemptOutcome): void;
}

export interface FakePool extends WorkerPool {
  /** Attempts that have not ended, oldest first. */
  readonly underWay: readonly FakeAttempt[];
  /** Runs that were begun while an attempt of theirs was still under way. */
  readonly overlaps: readonly string[];
}

/** Above every process id that a system gives: nobody is ever shot by mistake. */
const firstPid = 2 ** 30;

export const plainOutcome: AttemptOutcome = { ...bareOutcome, reason: 'ok', exitCode: 0 };

/** Children that do nothing and end when they are told to: the border of the executor's core. */
export function createFakePool(): FakePool {
  const underWay: FakeAttempt[] = [];
  const overlaps: string[] = [];
  let begun = 0;
  return {
    underWay,
    overlaps,
    start: () => undefined,
    stop() {
      for (const { end } of [...underWay]) end({ ...plainOutcome, reason: 'lost' });
    },
    waiting: () => [],
    begin(spec, hooks): AttemptHandle {
      begun += 1;
      const process: ProcessId = { pid: firstPid + begun, startTime: String(begun) };
      const { promise, resolve } = Promise.withResolvers<AttemptOutcome>();
      const ready = hooks.onReady(process).catch(() => undefined);
      const attempt: FakeAttempt = {
        spec,
        end(outcome) {
          const place = underWay.indexOf(attempt);
          if (place < 0) return;
          underWay.splice(place, 1);
          void ready.then(() => resolve(outcome));
        },
      };
      if (underWay.some((other) => other.spec.runId === spec.runId)) overlaps.push(spec.runId);
      underWay.push(attempt);
      return {
        outcome: promise,
        facts: () => ({ log: null, peakMemoryBytes: null }),
        process: () => process,
        end: (reason) => attempt.end({ ...plainOutcome, reason }),
      };
    },
  };
}
