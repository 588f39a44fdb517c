import { bareOutcome } from '../../src/executor/worker/bare-outcome.ts';
import type { AttemptOutcome, AttemptSpec, WorkerPool } from '../../src/executor/worker/worker-pool.ts';

/** An attempt that lasts until the test says how it ended. */
export interface ScriptedAttempt {
  readonly spec: AttemptSpec;
  /** The ends that the executor asked for, in order. */
  readonly asked: readonly string[];
  end(outcome?: Partial<AttemptOutcome>): void;
}

export interface ScriptedPool extends WorkerPool {
  /** The next attempt that was begun, in order. */
  next(): Promise<ScriptedAttempt>;
}

/** A worker pool without processes: for what the queue makes of outcomes that no task brings about at will. */
export function createScriptedPool(): ScriptedPool {
  const begun: ScriptedAttempt[] = [];
  const waiting: ((attempt: ScriptedAttempt) => void)[] = [];
  const running = new Set<ScriptedAttempt>();
  const tell = (attempt: ScriptedAttempt) => {
    const waiter = waiting.shift();
    if (waiter === undefined) begun.push(attempt);
    else waiter(attempt);
  };
  return {
    start: () => undefined,
    waiting: () => [],
    begin(spec, hooks) {
      const { promise, resolve } = Promise.withResolvers<AttemptOutcome>();
      const asked: string[] = [];
      const attempt: ScriptedAttempt = {
        spec,
        asked,
        end: (outcome) => resolve({ ...plainEnd, ...outcome }),
      };
      running.add(attempt);
      void promise.then(() => running.delete(attempt));
      void hooks.onReady({ pid: 2 ** 22 + 1, startTime: 'never' }).then(() => tell(attempt));
      return {
        outcome: promise,
        facts: () => ({ log: { from: 0, to: 10 }, peakMemoryBytes: 1_000_000 }),
        process: () => null,
        end: (reason) => {
          asked.push(reason);
          if (reason === 'lost') attempt.end({ reason });
        },
      };
    },
    next() {
      const attempt = begun.shift();
      return attempt === undefined
        ? new Promise((resolve) => waiting.push(resolve))
        : Promise.resolve(attempt);
    },
    stop() {
      for (const attempt of running) attempt.end({ reason: 'lost' });
    },
  };
}

const plainEnd: AttemptOutcome = { ...bareOutcome, reason: 'ok', exitCode: 0 };
