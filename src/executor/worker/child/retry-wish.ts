import type { RetryWish } from '../worker-pool.ts';

/**
 * What an error says about a further try: `retry: false` for never, `retryAfter` in seconds for not before
 * that time. Null when it says nothing, or something that is neither.
 */
export function retryWishIn(thrown: unknown): RetryWish | null {
  if (!(thrown instanceof Error)) return null;
  if ('retry' in thrown && thrown.retry === false) return { kind: 'never' };
  const seconds = 'retryAfter' in thrown ? thrown.retryAfter : null;
  const isTime = typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0;
  return isTime ? { kind: 'after', delayMs: seconds * 1000 } : null;
}
