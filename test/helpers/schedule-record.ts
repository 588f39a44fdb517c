import { nextSlot } from '../../src/executor/schedules/next-slot.ts';
import type { ScheduleRecord } from '../../src/executor/schedules/schedule-record.ts';
import { withWake } from '../../src/executor/schedules/wake-at.ts';
import { isoTime } from '../../src/lib/clock.ts';
import { newId } from '../../src/lib/id.ts';

/** The record of a schedule created at that time (epoch ms): `task:hello` every hour, with the members given instead. */
export function scheduleRecord(now: number, members: Partial<ScheduleRecord> = {}): ScheduleRecord {
  const createdAt = isoTime(now);
  const record: ScheduleRecord = {
    id: newId(),
    name: 'hourly',
    target: 'task:hello',
    kind: 'scheduled',
    when: '0 * * * *',
    timezone: 'UTC',
    config: {},
    timeoutSeconds: 300,
    backoffLimit: 0,
    concurrencyPolicy: 'Forbid',
    missedPolicy: 'skip',
    missedMaxAgeSeconds: null,
    jitterSeconds: null,
    startAt: null,
    endAt: null,
    maxRuns: null,
    maxStalenessSeconds: null,
    until: null,
    dependsOn: [],
    note: null,
    environmentId: null,
    branchId: null,
    status: 'active',
    ended: null,
    endedReason: null,
    completedAt: null,
    pausedReason: null,
    pausedAt: null,
    pausedUntil: null,
    archivedAt: null,
    resumedAt: null,
    passed: null,
    runCount: 0,
    missedFires: 0,
    lastMissedAt: null,
    failuresInRow: 0,
    lastFireAt: null,
    lastSuccessAt: null,
    lastFailure: null,
    staleSince: null,
    nextSlot: null,
    reckonedAt: now,
    anchoredAt: now,
    wakeAt: null,
    definedIn: 'manual',
    sourceTriggerId: null,
    sourcePath: null,
    sourceHash: null,
    createdBy: null,
    createdAt,
    updatedAt: createdAt,
    version: 1,
    ...members,
  };
  return withWake({ ...record, nextSlot: members.nextSlot ?? nextSlot(record, now) });
}
