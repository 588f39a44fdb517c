import type { RetryWish } from '../worker-pool.ts';

/** What a task that fails on purpose may say about a further try. */
export interface FailOptions {
  /** `false`: it would fail again, so it is not tried again. */
  readonly retry?: boolean | undefined;
  /** Not tried again before that many seconds, in place of the usual delay. */
  readonly retryAfterSeconds?: number | undefined;
}

/** Thrown by `ctx.fail`. Any other error with these members counts as well; a plain cloud runner ignores them. */
export class TaskFailure extends Error implements FailOptions {
  override readonly name = 'TaskFailure';
  readonly retry: boolean | undefined;
  readonly retryAfterSeconds: number | undefined;

  /** @throws TypeError for options that are neither */
  constructor(message: string, { retry, retryAfterSeconds }: FailOptions = {}) {
    if (retry !== undefined && typeof retry !== 'boolean') {
      throw new TypeError('ctx.fail: retry is true or false.');
    }
    if (retryAfterSeconds !== undefined && !isTime(retryAfterSeconds)) {
      throw new TypeError('ctx.fail: retryAfterSeconds is a number of seconds, 0 or more.');
    }
    super(message);
    this.retry = retry;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What an error says about a further try, see `FailOptions`. Null when it says nothing, or nothing that makes sense. */
export function retryWishIn(thrown: unknown): RetryWish | null {
  if (!(thrown instanceof Error)) return null;
  if ('retry' in thrown && thrown.retry === false) return { kind: 'never' };
  const seconds = 'retryAfterSeconds' in thrown ? thrown.retryAfterSeconds : null;
  return isTime(seconds) ? { kind: 'after', delayMs: seconds * 1000 } : null;
}

function isTime(seconds: unknown): seconds is number {
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0;
}
