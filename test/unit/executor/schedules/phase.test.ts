import { describe, expect, test } from 'vitest';
import { phaseOf } from '../../../../src/executor/schedules/schedule-phase.ts';
import type { ScheduleRecord } from '../../../../src/executor/schedules/schedule-record.ts';
import { jitterMsOf, staleAt, wakeAtOf } from '../../../../src/executor/schedules/wake-at.ts';
import { isoTime } from '../../../../src/lib/clock.ts';
import { newId } from '../../../../src/lib/id.ts';
import { scheduleRecord } from '../../../helpers/schedule-record.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const hour = 3_600_000;
const done = { name: 'first', ended: 'completed', archivedAt: null } as const;
const open = { ...done, ended: null };

describe('the phase of a schedule', () => {
  test.each<[Partial<ScheduleRecord>, boolean, string, string | null]>([
    [{}, false, 'active', null],
    [{}, true, 'in-progress', null],
    [{ status: 'paused' }, false, 'active', null],
    [{ status: 'paused' }, true, 'in-progress', null],
    [{ startAt: isoTime(now + hour) }, false, 'pending', null],
    [{ startAt: isoTime(now - hour) }, false, 'active', null],
    [{ kind: 'one-off', when: isoTime(now + hour) }, false, 'pending', null],
    [{ kind: 'one-off', when: isoTime(now + hour) }, true, 'in-progress', null],
    [
      { ended: 'completed', endedReason: 'it has had its 3 runs' },
      false,
      'completed',
      'it has had its 3 runs',
    ],
    [{ ended: 'failed', endedReason: 'why' }, true, 'failed', 'why'],
    [{ ended: 'cancelled', endedReason: 'by anna' }, true, 'cancelled', 'by anna'],
    [{ ended: 'failed', endedReason: 'why', archivedAt: now }, false, 'archived', 'why'],
  ])('%j with a run under way %s is %s', (members, hasActiveRun, phase, reason) => {
    expect(phaseOf(scheduleRecord(now, members), hasActiveRun, [], now)).toEqual({ phase, reason });
  });

  test.each([
    [[done], 1, 'active', null],
    [[open], 1, 'blocked', 'waits for first'],
    [[done, { ...open, name: 'second', ended: 'failed' }], 2, 'blocked', 'waits for second (failed)'],
    [[{ ...open, archivedAt: now }], 1, 'blocked', 'waits for first (deleted)'],
    [[done], 2, 'blocked', 'waits for 1 that is not there any more'],
  ] as const)('with dependencies %j of %i is as they are', (dependencies, count, phase, reason) => {
    const record = scheduleRecord(now, { dependsOn: Array.from({ length: count }, () => newId()) });
    expect(phaseOf(record, false, dependencies, now)).toEqual({ phase, reason });
    expect(phaseOf(record, true, dependencies, now).phase).toBe('in-progress');
  });
});

describe('when the scheduler has to look', () => {
  const nextSlot = now + hour;

  test.each<[Partial<ScheduleRecord>, number | null]>([
    [{}, nextSlot],
    [{ nextSlot: null }, null],
    [{ maxStalenessSeconds: 60 }, now + 60_000],
    [{ maxStalenessSeconds: 60, lastSuccessAt: isoTime(now + 30_000) }, now + 90_000],
    [{ maxStalenessSeconds: 60, resumedAt: now + 40_000 }, now + 100_000],
    [{ maxStalenessSeconds: 60, staleSince: isoTime(now) }, nextSlot],
    [{ maxStalenessSeconds: 7200 }, nextSlot],
    [{ status: 'paused' }, null],
    [{ status: 'paused', pausedUntil: isoTime(now + 5) }, now + 5],
    [{ status: 'paused', pausedUntil: isoTime(now + 5), ended: 'failed' }, null],
    [{ ended: 'completed' }, null],
    [{ status: 'deleting', archivedAt: now }, null],
  ])('%j', (members, at) => {
    expect(wakeAtOf({ ...scheduleRecord(now), nextSlot, ...members })).toBe(at);
  });

  test('jitter is the same for one schedule, within its bound, and spread over many', () => {
    const offsets = Array.from({ length: 300 }, () => {
      const record = { ...scheduleRecord(now), nextSlot, jitterSeconds: 59 };
      const renamed = { ...record, name: 'other' };
      expect(jitterMsOf(renamed)).toBe(jitterMsOf(record));
      expect(wakeAtOf(record)).toBe(nextSlot + jitterMsOf(record));
      return jitterMsOf(record) / 1000;
    });
    expect(offsets.every((offset) => Number.isInteger(offset) && offset >= 0 && offset <= 59)).toBe(true);
    expect(new Set(offsets).size).toBeGreaterThan(40);
    expect(jitterMsOf({ ...scheduleRecord(now), jitterSeconds: null })).toBe(0);
    expect(staleAt({ ...scheduleRecord(now), maxStalenessSeconds: null })).toBeNull();
  });
});
