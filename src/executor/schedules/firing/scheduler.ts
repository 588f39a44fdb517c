import type { Service } from '../../../lib/service.ts';
import { createConfigChecker } from '../../check-config.ts';
import { reportBug } from '../../queue/report-bug.ts';
import { storageRetryMs } from '../../queue/write-outcome.ts';
import { attendDue } from './attend-due.ts';
import { onTimeMs } from './due-slots.ts';
import { createTargetFinder } from './find-target.ts';
import type { FiringParts } from './firing-parts.ts';
import { reckonAnew } from './reckon-anew.ts';

/**
 * A timer is never longer: the clock of the machine may be set while it runs, and timers stand still while the machine
 * sleeps. Half of what counts as on time, so that no slot is missed by this alone.
 */
export const longestSleepMs = onTimeMs / 2;

/** Fires the schedules: everything is decided from the tables, so that nothing is lost with the process. */
export interface Scheduler extends Service {
  /** A schedule has changed, or a run of one has ended. Cheap to call; changes written through the ledger do it. */
  wake(): void;
}

/** When idle it has one timer, for the schedule that has to be looked at first. */
export function createScheduler(parts: FiringParts): Scheduler {
  const { storage, ledger, clock } = parts;
  const configs = createConfigChecker();
  let state: 'new' | 'started' | 'stopped' = 'new';
  let woken = false;
  let pumping: Promise<void> | null = null;
  let stopTimer: (() => void) | null = null;
  let unsubscribe: (() => void) | null = null;
  /** The first look takes the clock for set back: it may have been while no executor was there. */
  let lastLook = Number.POSITIVE_INFINITY;
  const isStopped = () => state !== 'started';

  const wake = () => {
    woken = true;
    if (!isStopped()) pumping ??= pump();
  };

  const pump = async () => {
    stopTimer?.();
    stopTimer = null;
    let delayMs: number | null = null;
    // A delay of nothing: the time of a schedule came while the look was under way.
    while ((woken || delayMs === 0) && !isStopped()) {
      woken = false;
      delayMs = await look().catch(delayAfter);
    }
    pumping = null;
    if (delayMs !== null && !isStopped()) stopTimer = clock.after(Math.min(delayMs, longestSleepMs), wake);
  };

  const look = async () => {
    const now = clock.now();
    if (now < lastLook) await reckonAnew(parts, now, isStopped);
    lastLook = now;
    await attendDue(parts, () => createTargetFinder(parts, configs), now, isStopped);
    const next = storage.schedules.nextWake();
    return next === null ? null : Math.max(0, next - clock.now());
  };

  const delayAfter = (error: unknown) => {
    reportBug(error);
    return storageRetryMs;
  };

  return {
    wake,
    start() {
      state = 'started';
      unsubscribe = ledger.subscribe((change) => {
        if (change.kind === 'schedule') wake();
      });
      wake();
    },
    async stop() {
      state = 'stopped';
      unsubscribe?.();
      stopTimer?.();
      await pumping;
    },
  };
}
