import { type Schedule, stalenessLeftMs } from '../model/schedule.ts';
import type { Slot } from '../model/slot.ts';

export const scheduleColumns = ['name', 'next', 'last', 'status', 'target'] as const;
export type ScheduleColumn = (typeof scheduleColumns)[number];

export interface ScheduleSort {
  readonly column: ScheduleColumn;
  readonly descending: boolean;
}

export const firstScheduleSort: ScheduleSort = { column: 'name', descending: false };

/** By a column, the way round that one wants first; by the same column again: the other way round. */
export function sortSchedulesBy(before: ScheduleSort, column: ScheduleColumn): ScheduleSort {
  if (before.column === column) return { column, descending: !before.descending };
  return { column, descending: column === 'last' };
}

/** In order of the sort, those alike by name; what the column says nothing of comes last either way. */
export function sortSchedules(
  schedules: readonly Schedule[],
  { column, descending }: ScheduleSort,
): readonly Schedule[] {
  const keyed = schedules.map((schedule) => ({ schedule, key: keyOf(schedule, column) }));
  const sign = descending ? -1 : 1;
  keyed.sort((left, right) => {
    if (left.key === right.key) return compareNames(left.schedule, right.schedule);
    if (left.key === null || right.key === null) return left.key === null ? 1 : -1;
    return sign * compare(left.key, right.key);
  });
  return keyed.map(({ schedule }) => schedule);
}

/**
 * True for what somebody should look at: failed, stale, missed, blocked, or its newest run failed.
 * @param newest its newest slot, as far as that was read
 */
export function isInTrouble(schedule: Schedule, now: number, newest: Slot | null = null): boolean {
  const { phase } = schedule;
  return (
    phase === 'failed' ||
    phase === 'blocked' ||
    isStale(schedule, now) ||
    hasMissed(schedule, newest) ||
    isFailing(schedule)
  );
}

/**
 * True when the newest thing that it should have done was missed. Where the server tells when that was, its number of
 * missed fires is that of its whole life, which is no trouble of now.
 */
export function hasMissed(schedule: Schedule, newest: Slot | null): boolean {
  const { missedFires, version, lastMissedAt, lastFireAt } = schedule;
  if (lastMissedAt === null) {
    if (newest !== null) return newest.outcome === 'missed' && newest.cause !== 'paused';
    return version === null && (missedFires ?? 0) > 0;
  }
  const missedAt = Date.parse(lastMissedAt);
  // A strip may have been read before the record: the later of both counts.
  const isOlder = (iso: string | null) => iso === null || Date.parse(iso) <= missedAt;
  return isOlder(lastFireAt) && isOlder(newest?.at ?? null);
}

/** True when it has had no success for longer than it may; where the server does not tell, as reckoned here. */
export function isStale(schedule: Schedule, now: number): boolean {
  if (schedule.staleSince !== null) return true;
  const left = stalenessLeftMs(schedule, now);
  return left !== null && left < 0;
}

/** Its newest end that is known was a failure. */
export function isFailing({ lastFailure, lastSuccessAt }: Schedule): boolean {
  if (lastFailure === null) return false;
  return lastSuccessAt === null || Date.parse(lastFailure.at) > Date.parse(lastSuccessAt);
}

function keyOf(schedule: Schedule, column: ScheduleColumn): string | number | null {
  switch (column) {
    case 'name':
      return schedule.name.toLowerCase();
    case 'next':
      return schedule.status === 'active' ? timeOf(schedule.nextFireAt) : null;
    case 'last':
      return timeOf(schedule.lastFireAt);
    case 'status':
      return rankOf(schedule);
    case 'target':
      return schedule.target;
  }
}

const ranks = ['failed', 'blocked', 'stale', 'missed', 'in-progress', 'pending', 'active', 'paused'];

/** What needs somebody first. */
function rankOf(schedule: Schedule): number {
  const { phase, status } = schedule;
  const isOver = phase === 'completed' || phase === 'cancelled' || phase === 'archived';
  const troubled = phase === 'failed' || phase === 'blocked' ? phase : null;
  const word =
    troubled ??
    (schedule.staleSince === null ? null : 'stale') ??
    (hasMissed(schedule, null) && !isOver ? 'missed' : null) ??
    (status === 'paused' && !isOver ? 'paused' : (phase ?? status));
  const rank = ranks.indexOf(word);
  return rank < 0 ? ranks.length : rank;
}

/** In the same order every time, also where names differ by their letters' case alone, or not at all. */
function compareNames(left: Schedule, right: Schedule): number {
  return compare(left.name.toLowerCase(), right.name.toLowerCase()) || compare(left.id, right.id);
}

function timeOf(iso: string | null): number | null {
  const at = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isNaN(at) ? null : at;
}

function compare<Key extends string | number>(left: Key, right: Key): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
