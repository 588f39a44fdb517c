import { claimDue } from './claim.ts';
import type { InFlight } from './in-flight.ts';
import type { QueueParts } from './queue-parts.ts';
import { reportBug } from './report-bug.ts';
import { storageRetryMs } from './write-outcome.ts';

/**
 * Claims runs whenever there may be one to claim and a place for it. It is told of changes and does
 * not poll: when idle it has no timer, or one for the next run that waits for its time.
 */
export interface Dispatcher {
  /** Something has changed: a new run, a free place, the time. Cheap to call. */
  wake(): void;
  /** Claims no more; resolves when no claim is under way. */
  stop(): Promise<void>;
}

export function createDispatcher(parts: QueueParts, inFlight: InFlight): Dispatcher {
  const { storage, clock } = parts;
  let stopped = false;
  let woken = false;
  let pumping: Promise<void> | null = null;
  let stopTimer: (() => void) | null = null;

  const wake = () => {
    woken = true;
    if (!stopped) pumping ??= pump();
  };

  const pump = async () => {
    stopTimer?.();
    stopTimer = null;
    let delayMs: number | null = null;
    while (woken && !stopped) {
      woken = false;
      // One instant for both questions: a run that falls due while the claim commits would be in neither answer.
      const now = clock.now();
      delayMs = await claimFree(now)
        .then(() => delayToNext(now))
        .catch(delayAfter);
    }
    pumping = null;
    if (delayMs !== null && !stopped) stopTimer = clock.after(delayMs, wake);
  };

  const claimFree = async (now: number) => {
    const free = parts.settings.limits.concurrency - inFlight.size;
    if (free <= 0) return;
    for (const claim of await claimDue(parts, now, free)) inFlight.begin(claim);
  };

  /** With no place free, the end of an attempt wakes us sooner than any timer should. */
  const delayToNext = (now: number) => {
    if (inFlight.size >= parts.settings.limits.concurrency) return null;
    const next = storage.runs.nextDue(now);
    return next === null ? null : Math.max(1, next - clock.now());
  };

  const delayAfter = (error: unknown) => {
    reportBug(error);
    return storageRetryMs;
  };

  return {
    wake,
    async stop() {
      stopped = true;
      stopTimer?.();
      await pumping;
    },
  };
}
