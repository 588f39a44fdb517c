import { nearestNames } from '../../lib/nearest-names.ts';
import { UserError } from '../../model/errors.ts';
import { ambiguousRef, idLike } from '../find-by-id.ts';
import type { SchedulesTable } from '../storage/schedules-table.ts';
import type { ScheduleRecord } from './schedule-record.ts';

/** Names that are compared with one that nobody has. */
const mostNames = 500;

/**
 * The schedule that a reference means: its id, its name, or any unambiguous beginning or ending of the id. One that
 * was put away is found by its id alone.
 * @throws UserError `not-found` (names the nearest), `ambiguous` (names candidates)
 */
export function findSchedule(schedules: SchedulesTable, ref: string): ScheduleRecord {
  const exact = schedules.get(ref.toLowerCase());
  if (exact !== null) return exact;
  const named = schedules.named(ref, 6);
  if (named.length > 1) {
    throw ambiguousRef(
      JSON.stringify(ref),
      'schedule',
      named.map(({ id }) => id),
    );
  }
  const found = named[0] ?? recordLike(schedules, ref);
  if (found !== null) return found;
  throw unknownSchedule(schedules, ref);
}

function recordLike(schedules: SchedulesTable, ref: string): ScheduleRecord | null {
  const id = idLike(schedules, ref, 'schedule');
  return id === null ? null : schedules.get(id);
}

function unknownSchedule(schedules: SchedulesTable, ref: string): UserError {
  const shown = ref.slice(0, 128);
  const names = schedules.list({}, Number.MAX_SAFE_INTEGER, mostNames).map(({ record }) => record.name);
  const near = nearestNames(shown, names, 3).map((name) => JSON.stringify(name));
  return new UserError('not-found', `There is no schedule ${JSON.stringify(shown)}`, {
    fix:
      near.length === 0
        ? 'See them with `vfjobs schedules ls`; a name, or the first or last characters of an id, are enough.'
        : `Did you mean ${near.join(' or ')}?`,
  });
}
