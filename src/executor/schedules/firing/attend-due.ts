import { setImmediate as nextTurn } from 'node:timers/promises';
import { UserError } from '../../../model/errors.ts';
import { reportBug } from '../../queue/report-bug.ts';
import type { ScheduleRecord } from '../schedule-record.ts';
import { attend } from './attend.ts';
import type { TargetFinder } from './find-target.ts';
import type { FiringTurn } from './fire-due.ts';
import type { FiringParts } from './firing-parts.ts';
import { type Plan, planFor, weightOf } from './plan.ts';

/** Schedules that are read at once. */
const groupSize = 50;
/** Rows that one transaction writes, unless one schedule alone has more: bounds how long the event loop is held. */
const heaviest = 240;
/** For so long a schedule is left alone that cannot be decided. */
const asideMs = 60_000;

/**
 * Looks at every schedule that is due, in groups, with the event loop free in between.
 * @param newFinder finds targets anew for each group
 * @param now epoch ms
 */
export async function attendDue(
  parts: FiringParts,
  newFinder: () => TargetFinder,
  now: number,
  isStopped: () => boolean,
): Promise<void> {
  for (;;) {
    const due = isStopped() ? [] : parts.storage.schedules.due(now, groupSize);
    if (due.length === 0) return;
    const finder = newFinder();
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
      if (record !== null) storage.schedules.update({ ...record, wakeAt: clock.now() + asideMs });
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
