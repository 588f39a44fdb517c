import type { Clock } from '../lib/clock.ts';
import { UserError } from '../model/errors.ts';
import type { Limits } from './settings/executor-settings.ts';
import type { Storage } from './storage/open-storage.ts';

/** How many runs an executor takes in. */
export interface CreationLimits {
  /** Counts one creation. @throws UserError `busy` above the rate; it says when to try again */
  checkRate(): void;
  /**
   * Belongs inside the transaction of the creation.
   * @param count runs that are to be created together; default 1
   * @throws UserError `busy` when the queue has no room for them
   */
  checkQueue(count?: number): void;
}

/**
 * The rate is a bucket of `createBurst` creations that fills by `createPerSecond`: a burst passes at
 * once, and no clock that is set back or forward makes it any larger.
 */
export function createCreationLimits(
  limits: Limits,
  clock: Clock,
  storage: Pick<Storage, 'runs'>,
): CreationLimits {
  const { createBurst, createPerSecond, queueLength } = limits;
  let left = createBurst;
  let filledAt = clock.now();
  return {
    checkRate() {
      const now = clock.now();
      const passedSeconds = Math.max(0, now - filledAt) / 1000;
      left = Math.min(createBurst, left + passedSeconds * createPerSecond);
      filledAt = now;
      if (left < 1) throw tooFast(limits, (1 - left) / createPerSecond);
      left -= 1;
    },
    checkQueue(count = 1) {
      const queued = storage.runs.queueLength();
      if (queued + count > queueLength) throw queueFull(queued, queueLength, count);
    },
  };
}

function tooFast({ createPerSecond, createBurst }: Limits, waitSeconds: number): UserError {
  const wait = Math.max(0.1, waitSeconds).toFixed(1);
  return new UserError(
    'busy',
    `Too many runs were created at once: after a burst of ${createBurst}, ${createPerSecond} per second are accepted`,
    {
      fix: `Try again in ${wait} s, or raise limits.createPerSecond and limits.createBurst in vfjobs.json and restart the executor.`,
    },
  );
}

function queueFull(queued: number, limit: number, count: number): UserError {
  const what = count === 1 ? 'The queue is full' : `The queue has no room for ${count} runs`;
  return new UserError('busy', `${what}: ${queued} runs are pending or waiting, and its limit is ${limit}`, {
    fix: 'Wait until some have ended, cancel some, or raise limits.queueLength in vfjobs.json and restart the executor.',
  });
}
