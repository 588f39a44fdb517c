import { problemOf } from '../../cron/time-rule.ts';
import { UserError } from '../../model/errors.ts';
import type { DraftProblem } from '../../model/schedule-preview.ts';
import type { SchedulesTable } from '../storage/schedules-table.ts';
import { findSchedule } from './find-schedule.ts';
import type { ScheduleRecord } from './schedule-record.ts';

/** What a schedule depends on, by ids, or what is wrong with it. */
export interface ReadDependencies {
  readonly ids: readonly string[];
  readonly problems: readonly DraftProblem[];
}

/**
 * The schedules that references mean.
 * @param selfId the schedule that is to depend on them; null for one that is not there yet
 * @param known ids it depends on already: those stay, though they may be gone
 */
export function readDependencies(
  schedules: SchedulesTable,
  refs: readonly string[],
  selfId: string | null,
  known: readonly string[],
): ReadDependencies {
  const problems: DraftProblem[] = [];
  const ids = new Set<string>();
  for (const ref of refs) {
    const found = known.includes(ref) ? ref : idOf(schedules, ref);
    if (typeof found !== 'string') problems.push(problemOf('dependsOn', found.message));
    else if (found === selfId) problems.push(problemOf('dependsOn', 'it would wait for itself for ever'));
    else ids.add(found);
  }
  const circle = selfId === null ? null : circleOf(schedules, selfId, [...ids]);
  if (circle !== null) {
    problems.push(
      problemOf('dependsOn', `a circle: ${circle.join(' → ')}, each would wait for the next for ever`),
    );
  }
  return { ids: [...ids], problems };
}

function idOf(schedules: SchedulesTable, ref: string): string | UserError {
  try {
    const { id, archivedAt } = findSchedule(schedules, ref);
    if (archivedAt === null) return id;
    return new UserError('not-found', `The schedule ${JSON.stringify(ref)} was deleted`);
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.kind !== 'storage') return thrown;
    throw thrown;
  }
}

/** Names along a way from the schedule over `ids` back to itself; null when there is none. */
function circleOf(
  schedules: SchedulesTable,
  selfId: string,
  ids: readonly string[],
): readonly string[] | null {
  const self = schedules.get(selfId);
  const seen = new Set<string>();
  const open = ids.map((id) => ({ id, way: [self?.name ?? selfId] }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { id, way } = next;
    if (id === selfId) return [...way, self?.name ?? selfId];
    const record: ScheduleRecord | null = seen.has(id) ? null : schedules.get(id);
    seen.add(id);
    if (record !== null) {
      open.push(...record.dependsOn.map((needed) => ({ id: needed, way: [...way, record.name] })));
    }
  }
  return null;
}
