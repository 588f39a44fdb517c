import type { SchedulePhase } from '../../model/schedule.ts';
import type { ScheduleRecord } from './schedule-record.ts';

/** A schedule that another one depends on. */
export type Dependency = Pick<ScheduleRecord, 'name' | 'ended' | 'archivedAt'>;

export interface PhaseOf {
  readonly phase: SchedulePhase;
  /** As a person reads it; null where there is nothing to say. */
  readonly reason: string | null;
}

/**
 * Where a schedule is in its life (docs/schedules.md).
 * @param hasActiveRun a run of it is pending, running or waiting
 * @param dependencies the schedules it depends on, as far as they are there
 * @param now epoch ms
 */
export function phaseOf(
  record: ScheduleRecord,
  hasActiveRun: boolean,
  dependencies: readonly Dependency[],
  now: number,
): PhaseOf {
  if (record.archivedAt !== null) return { phase: 'archived', reason: record.endedReason };
  if (record.ended !== null) return { phase: record.ended, reason: record.endedReason };
  if (hasActiveRun) return { phase: 'in-progress', reason: null };
  const missing = blockedBy(record, dependencies);
  if (missing !== null) return { phase: 'blocked', reason: missing };
  return isBeforeItsTime(record, now)
    ? { phase: 'pending', reason: null }
    : { phase: 'active', reason: null };
}

/** What of the schedules it depends on has not completed, as a person reads it; null when all have. */
export function blockedBy(
  { dependsOn }: Pick<ScheduleRecord, 'dependsOn'>,
  dependencies: readonly Dependency[],
): string | null {
  const open = dependencies.filter(({ ended }) => ended !== 'completed');
  const gone = dependsOn.length - dependencies.length;
  if (open.length === 0 && gone === 0) return null;
  const names = open.map((each) => `${each.name}${howItStands(each)}`);
  const removed = gone === 0 ? [] : [`${gone} that ${gone === 1 ? 'is' : 'are'} not there any more`];
  return `waits for ${[...names, ...removed].join(', ')}`;
}

function howItStands({ ended, archivedAt }: Dependency): string {
  if (archivedAt !== null) return ' (deleted)';
  return ended === null ? '' : ` (${ended})`;
}

function isBeforeItsTime(record: ScheduleRecord, now: number): boolean {
  if (record.startAt !== null && Date.parse(record.startAt) > now) return true;
  return record.kind === 'one-off' && record.runCount === 0;
}
