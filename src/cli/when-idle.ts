import { type Clock, systemClock } from '../lib/clock.ts';

/** What an executor that was started for a verb watches to know that nobody needs it any more. */
export interface Idleness {
  /** Open channels. */
  connections(): number;
  /** Epoch milliseconds. */
  lastRequestAt(): number;
  /** Runs that have not ended. */
  activeRuns(): number;
}

const checkMs = 500;

/**
 * Calls `onIdle` once, when for `lingerMs()` there was no request, no channel and no active run.
 * @param lingerMs asked at every look, twice a second
 * @returns the function that ends the watching
 */
export function whenIdle(
  idleness: Idleness,
  lingerMs: () => number,
  onIdle: () => void,
  clock: Clock = systemClock,
): () => void {
  let busyAt = clock.now();
  let cancel = clock.after(checkMs, check);
  function check() {
    const now = clock.now();
    if (idleness.connections() > 0 || idleness.activeRuns() > 0) busyAt = now;
    if (now - Math.max(busyAt, idleness.lastRequestAt()) > lingerMs()) return onIdle();
    cancel = clock.after(checkMs, check);
  }
  return () => cancel();
}
