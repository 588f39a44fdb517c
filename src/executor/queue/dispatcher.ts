import { claimDue } from './claim.ts';
import { freePlaces } from './free-places.ts';
import type { InFlight } from './in-flight.ts';
import type { QueueParts } from './queue-parts.ts';
import { reportBug } from './report-bug.ts';
import { wakeSleepers } from './wake-sleepers.ts';
import { storageRetryMs } from './write-outcome.ts';

/**
 * A timer is never longer: the clock of the machine may be set while it runs, and no timer of Node
 * lasts longer than 24 days.
 */
const longestSleepMs = 60_000;

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
  const { storage, clock, targetLimits } = parts;
  const places = freePlaces(parts, inFlight);
  let stopped = false;
  let woken = false;
  let pumping: Promise<void> | null = null;
  let stopTimer: (() => void) | null = null;
  /** The first look takes the clock for set back: it may have been while no executor was there. */
  let lastLook = Number.POSITIVE_INFINITY;

  const wake = () => {
    woken = true;
    if (!stopped) pumping ??= pump();
  };

  const pump = async () => {
    stopTimer?.();
    stopTimer = null;
    let delayMs: number | null = null;
    // A delay of nothing: the time of a run came while the look was under way.
    while ((woken || delayMs === 0) && !stopped) {
      woken = false;
      delayMs = await look().catch(delayAfter);
    }
    pumping = null;
    if (delayMs !== null && !stopped) stopTimer = clock.after(Math.min(delayMs, longestSleepMs), wake);
  };

  const look = async () => {
    // One instant for all questions: a run that falls due while the claim commits would be in neither answer.
    const now = clock.now();
    if (now < lastLook) await storage.write(() => storage.runs.beginDelaysAnew(now));
    lastLook = now;
    await wakeSleepers(parts, now);
    if (places.free() > 0) await claimFree(now);
    return delayToNext(now);
  };

  const claimFree = async (now: number) => {
    const { claims, unknown } = await claimDue(parts, now, places);
    for (const claim of claims) inFlight.begin(claim);
    for (const target of unknown) void targetLimits.lookUp(target).then(wake);
  };

  const delayToNext = (now: number) => {
    // With no place free, the end of an attempt wakes us sooner than any timer should.
    const due = places.free() > 0 ? storage.runs.nextDue(now) : null;
    const next = Math.min(
      due ?? Number.POSITIVE_INFINITY,
      storage.runs.nextWoken() ?? Number.POSITIVE_INFINITY,
    );
    return next === Number.POSITIVE_INFINITY ? null : Math.max(0, next - clock.now());
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
