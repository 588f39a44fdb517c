import type { Retention } from '../settings/executor-settings.ts';
import type { Storage } from '../storage/open-storage.ts';

/** Schedules that are looked at in one transaction, and rows that it deletes. They bound how long others wait. */
const groupSize = 50;
const maxRows = 5000;

/** Slots and events that a schedule keeps however old they are. */
export const alwaysKept = 1000;

const dayMs = 86_400_000;

/** A position before the first id. */
export const beforeFirst = '';

/**
 * Deletes slots and events of the next schedules that are older than `retention.days` and not among their newest
 * `alwaysKept`, or not among their newest `retention.runs`; and, with all they have, schedules that were put away longer
 * ago than that. The runs of those stay, and so do their ids on the runs. Belongs inside `Storage.write`.
 * @param after the id that was looked at last, `beforeFirst` to begin
 * @param now epoch ms
 * @returns the id to go on after; null when all were looked at
 */
export function pruneSchedules(
  storage: Pick<Storage, 'schedules' | 'slots' | 'scheduleEvents' | 'scheduleRuns'>,
  retention: Retention,
  after: string,
  now: number,
): string | null {
  const { schedules, slots, scheduleEvents, scheduleRuns } = storage;
  const oldest = now - retention.days * dayMs;
  let left = maxRows;
  let last = after;
  const prune = (id: string, age: number, kept: number) => {
    left -= slots.prune(id, age, kept, Math.max(0, left));
    left -= scheduleEvents.prune(id, age, kept, Math.max(0, left));
  };
  const group = schedules.after(after, groupSize);
  for (const { id, archivedAt } of group) {
    const isGone = archivedAt !== null && archivedAt < oldest && !scheduleRuns.hasUnended(id);
    if (isGone) prune(id, Number.MAX_SAFE_INTEGER, 0);
    else {
      prune(id, oldest, alwaysKept);
      prune(id, Number.MAX_SAFE_INTEGER, Math.max(alwaysKept, retention.runs));
    }
    // Some may be left: the next group begins with this schedule again.
    if (left <= 0) return last;
    if (isGone) schedules.delete(id);
    last = id;
  }
  return group.length < groupSize ? null : last;
}
