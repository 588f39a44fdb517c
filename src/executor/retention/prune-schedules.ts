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
 * ago than that, unless others depend on them. The runs of those stay, and so do their ids on the runs. Belongs inside `Storage.write`.
 * @param after the id that was looked at last, `beforeFirst` to begin
 * @param now epoch ms
 * @param among ids, ascending, of the only ones that are looked at; null: all
 * @returns the id to go on after; null when all were looked at
 */
export function pruneSchedules(
  storage: Pick<Storage, 'schedules' | 'slots' | 'scheduleEvents' | 'scheduleRuns'>,
  retention: Retention,
  after: string,
  now: number,
  among: readonly string[] | null = null,
): string | null {
  const { schedules, slots, scheduleEvents, scheduleRuns } = storage;
  const oldest = now - retention.days * dayMs;
  let left = maxRows;
  let last = after;
  const prune = (id: string, age: number, kept: number) => {
    left -= slots.prune(id, age, kept, Math.max(0, left));
    left -= scheduleEvents.prune(id, age, kept, Math.max(0, left));
  };
  const group = among === null ? schedules.after(after, groupSize) : amongGroup(schedules, among, after);
  for (const { id, archivedAt } of group) {
    const isOld = archivedAt !== null && archivedAt < oldest;
    // One that has completed and was deleted lets others fire for as long as it can be asked.
    const isGone = isOld && !scheduleRuns.hasUnended(id) && schedules.dependents(id).length === 0;
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

function amongGroup(schedules: Storage['schedules'], among: readonly string[], after: string) {
  const first = among.findIndex((id) => id > after);
  const ids = first < 0 ? [] : among.slice(first, first + groupSize);
  return ids.map((id) => ({ id, archivedAt: schedules.get(id)?.archivedAt ?? null }));
}
