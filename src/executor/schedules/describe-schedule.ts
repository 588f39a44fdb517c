import { isoTime } from '../../lib/clock.ts';
import type { Schedule } from '../../model/schedule.ts';
import type { Storage } from '../storage/open-storage.ts';
import { phaseOf } from './schedule-phase.ts';
import { isFiring, type ScheduleRecord } from './schedule-record.ts';
import { staleAt } from './wake-at.ts';

/** Where the answers are that a record does not have itself. */
export type ScheduleSources = Pick<Storage, 'projectId' | 'schedules' | 'scheduleRuns'>;

/** The schedule as everybody else is told of it. @param now epoch ms */
export function describeSchedule(storage: ScheduleSources, record: ScheduleRecord, now: number): Schedule {
  const {
    nextSlot,
    wakeAt,
    reckonedAt,
    anchoredAt,
    failuresInRow,
    resumedAt,
    passed,
    ended,
    endedReason,
    archivedAt,
    ...told
  } = record;
  const { phase, reason } = phaseNow(storage, record, now);
  return {
    ...told,
    projectId: storage.projectId,
    phase,
    phaseReason: reason,
    staleAt: isoOrNull(staleAt(record)),
    nextFireAt: isFiring(record) ? isoOrNull(nextSlot) : null,
    generation: 'schedules',
  };
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : isoTime(at);
}

function phaseNow(storage: ScheduleSources, record: ScheduleRecord, now: number) {
  const dependencies = record.dependsOn
    .map((id) => storage.schedules.get(id))
    .filter((each) => each !== null);
  return phaseOf(record, storage.scheduleRuns.hasUnended(record.id), dependencies, now);
}
