/** How long to wait between tries, in milliseconds. */
export interface Backoff {
  readonly initialMs: number;
  readonly factor: number;
  readonly ceilingMs: number;
  /** Share of the delay that is random, 0…1: 0.2 spreads a delay over 80…120 %. */
  readonly jitter: number;
}

/**
 * The delay before the next try.
 * @param failures how many tries have failed so far, 1 or more
 * @param random a number in [0, 1), handed in so that tests are repeatable
 * @returns milliseconds, a whole number
 */
export function backoffDelay(backoff: Backoff, failures: number, random: number): number {
  const plain = Math.min(backoff.initialMs * backoff.factor ** (failures - 1), backoff.ceilingMs);
  return Math.round(plain * (1 + backoff.jitter * (2 * random - 1)));
}
