import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Service } from '../../../lib/service.ts';
import { UserError } from '../../../model/errors.ts';
import { reportBug } from '../../queue/report-bug.ts';
import { storageRetryMs } from '../../queue/write-outcome.ts';
import type { ScheduleRecord } from '../schedule-record.ts';
import { attend } from './attend.ts';
import { slotReckonedAnew } from './due-slots.ts';
import { createTargetFinder } from './find-target.ts';
import type { FiringTurn } from './fire-due.ts';
import type { FiringParts } from './firing-parts.ts';
import { type Plan, planFor, weightOf } from './plan.ts';

/** A timer is never longer: the clock of the machine may be set while it runs, and the machine may sleep. */
const longestSleepMs = 60_000;
/** Schedules that are read at once. */
const groupSize = 50;
/** What one transaction writes at most, in rows, unless one schedule alone has more: bounds how long the event loop is held. */
const heaviest = 240;

/** Fires the schedules: everything is decided from the tables, so that nothing is lost with the process. */
export interface Scheduler extends Service {
  /** A schedule has changed, or a run of one has ended. Cheap to call; changes written through the ledger do it. */
  wake(): void;
}

/** When idle it has one timer, for the schedule that has to be looked at first. */
export function createScheduler(parts: FiringParts): Scheduler {
  const { storage, ledger, clock } = parts;
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
    await attendDue(parts, now, isStopped);
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

/** Looks at every schedule that is due, in groups, with the event loop free in between. */
async function attendDue(parts: FiringParts, now: number, isStopped: () => boolean): Promise<void> {
  for (;;) {
    const due = isStopped() ? [] : parts.storage.schedules.due(now, groupSize);
    if (due.length === 0) return;
    const finder = createTargetFinder(parts);
    const plans: Plan[] = [];
    for (const record of due) {
      const plan = await orPutAside(parts, record, () => planFor(parts, finder, record, now));
      if (plan !== null) plans.push(plan);
    }
    for (const group of groupsOf(plans)) {
      await attendGroup(parts, group, now);
      await nextTurn();
    }
  }
}

/** A schedule that cannot be decided, by a bug of ours, must not keep the others from firing: it is left for a while. */
async function orPutAside<T>(
  { storage, clock }: FiringParts,
  { id }: ScheduleRecord,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError && error.kind === 'storage') throw error;
    reportBug(error);
    await storage.write(() => {
      const record = storage.schedules.get(id);
      if (record !== null) storage.schedules.update({ ...record, wakeAt: clock.now() + longestSleepMs });
    });
    return null;
  }
}

async function attendGroup(parts: FiringParts, plans: readonly Plan[], now: number): Promise<void> {
  const [first] = plans;
  if (first === undefined) return;
  if (plans.length === 1) {
    await orPutAside(parts, first.record, () => attendTogether(parts, plans, now));
    return;
  }
  try {
    await attendTogether(parts, plans, now);
  } catch (error) {
    if (error instanceof UserError && error.kind === 'storage') throw error;
    for (const plan of plans) await attendGroup(parts, [plan], now);
  }
}

async function attendTogether(parts: FiringParts, plans: readonly Plan[], now: number): Promise<void> {
  const toEnd: FiringTurn['toEnd'] = [];
  const recorded = parts.ledger.record((pen) => {
    for (const plan of plans) attend({ parts, pen, now, toEnd }, plan);
  });
  // Woken now, the queue claims in the transaction that is being gathered.
  parts.queue.wake();
  await recorded;
  for (const { runId, by } of toEnd) await parts.queue.cancel(runId, by);
}

function groupsOf(plans: readonly Plan[]): readonly (readonly Plan[])[] {
  const groups: Plan[][] = [];
  let weight = Number.POSITIVE_INFINITY;
  for (const plan of plans) {
    weight += weightOf(plan);
    if (weight > heaviest) {
      groups.push([]);
      weight = weightOf(plan);
    }
    groups.at(-1)?.push(plan);
  }
  return groups;
}

/** The clock was set back: slots that were reckoned by it as it was would leave a schedule silent for as long. */
async function reckonAnew(parts: FiringParts, now: number, isStopped: () => boolean): Promise<void> {
  const { storage, ledger } = parts;
  for (;;) {
    const ahead = isStopped() ? [] : storage.schedules.reckonedAfter(now, groupSize);
    if (ahead.length === 0) return;
    await ledger.record((pen) => {
      for (const { id } of ahead) {
        const record = storage.schedules.get(id);
        if (record !== null) pen.schedules.revise(reckonedAnew(record, now));
      }
    });
    await nextTurn();
  }
}

function reckonedAnew(record: ScheduleRecord, now: number): ScheduleRecord {
  const isOver = record.ended !== null || record.archivedAt !== null;
  if (isOver) return { ...record, reckonedAt: now };
  return { ...record, nextSlot: slotReckonedAnew(record, now), reckonedAt: now, wakeAt: now };
}
