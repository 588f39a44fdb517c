import type { ScheduleRecord } from '../../../src/executor/schedules/schedule-record.ts';
import type { Slot } from '../../../src/model/slot.ts';
import { sampleSchedule } from '../sample-schedule.ts';
import { sampleSlot } from '../seeded-slots.ts';
import { scheduleOf, storyNow } from './story-data.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function at(offsetMs: number): string {
  return new Date(storyNow + offsetMs).toISOString();
}

/** Those that the runs of the story name: one as it should be, one that meets clock changes, one paused, one stale. */
export function storySchedules(): readonly ScheduleRecord[] {
  return [
    record('task:sync-stripe-invoices', 'every-quarter-invoices', {
      when: '*/15 * * * *',
      timezone: 'Europe/Stockholm',
      lastFireAt: at(-221_000),
      lastSuccessAt: at(-8 * 60_000),
      nextSlot: Date.parse('2026-11-22T12:15:00.000Z'),
      runCount: 8_211,
      jitterSeconds: 30,
    }),
    record('task:nightly-backup', 'nightly-backup', {
      when: '30 2 * * *',
      timezone: 'Europe/Stockholm',
      lastFireAt: at(-2 * dayMs),
      lastSuccessAt: at(-2 * dayMs),
      nextSlot: Date.parse('2026-11-23T01:30:00.000Z'),
      maxStalenessSeconds: 93_600,
      staleSince: at(-10 * hourMs),
      missedFires: 1,
      runCount: 340,
    }),
    record('task:sync-hubspot', 'contacts', {
      when: '0 7 * * MON-FRI',
      status: 'paused',
      pausedReason: 'the token has expired',
      pausedAt: at(-2 * dayMs),
      pausedUntil: at(2 * dayMs),
      lastFireAt: at(-2 * dayMs - hourMs),
      lastSuccessAt: at(-5 * dayMs),
      nextSlot: Date.parse('2026-11-23T07:00:00.000Z'),
      runCount: 61,
    }),
    record('task:resize-images', 'thumbnails', {
      kind: 'recurring',
      when: 'PT20M',
      lastFireAt: at(-9 * 60_000),
      lastSuccessAt: at(-8 * 60_000),
      nextSlot: Date.parse('2026-11-22T12:14:00.000Z'),
      note: 'new uploads come all day',
      runCount: 1_204,
    }),
  ];
}

/** What became of their slots where no run tells it. */
export function storySlots(): readonly Slot[] {
  const missed = { outcome: 'missed', cause: 'late' } as const;
  return [
    sampleSlot('2026-11-22T01:30:00.000Z', {
      ...missed,
      scheduleId: scheduleOf('task:nightly-backup'),
      reasonText: 'no executor was there from 02:12 to 06:40',
    }),
    sampleSlot('2026-11-22T11:45:00.000Z', {
      scheduleId: scheduleOf('task:sync-stripe-invoices'),
      outcome: 'skipped',
      cause: 'overlap',
      reasonText: 'the run before was still under way',
    }),
  ];
}

const anchor = { anchoredAt: Date.parse('2026-01-01T00:14:00.000Z') };

function record(target: string, name: string, members: Partial<ScheduleRecord>): ScheduleRecord {
  const { phase: _, phaseReason, nextFireAt, generation, projectId, ...rest } = sampleSchedule();
  return {
    ...rest,
    ...anchor,
    id: scheduleOf(target),
    name,
    target,
    concurrencyPolicy: 'Forbid',
    missedPolicy: 'skip',
    runCount: 0,
    missedFires: 0,
    version: 1,
    nextSlot: null,
    wakeAt: null,
    reckonedAt: storyNow,
    resumedAt: null,
    passed: null,
    failuresInRow: 0,
    ended: null,
    endedReason: null,
    archivedAt: null,
    sourceHash: null,
    ...members,
  };
}
