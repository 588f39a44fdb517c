import { describe, expect, test } from 'vitest';
import { nextSlot } from '../../../../src/executor/schedules/next-slot.ts';
import { redefined } from '../../../../src/executor/schedules/schedule-changes.ts';
import { changedDefinition } from '../../../../src/executor/schedules/schedule-definition.ts';
import type { ScheduleRecord } from '../../../../src/executor/schedules/schedule-record.ts';
import { jitterMsOf, staleAt, withWake } from '../../../../src/executor/schedules/wake-at.ts';
import type { ScheduleChange } from '../../../../src/model/schedule.ts';
import { scheduleRecord } from '../../../helpers/schedule-record.ts';

const minute = 60_000;
const at = (time: string) => Date.parse(`2026-01-01T${time}Z`);
const made = at('00:00:00');

function edit(record: ScheduleRecord, change: ScheduleChange, now: number): ScheduleRecord {
  return redefined(record, changedDefinition(record, change), now, false);
}

const slotOf = ({ nextSlot: slot }: ScheduleRecord) => (slot === null ? null : new Date(slot).toISOString());

describe('a recurring schedule whose rule is edited', () => {
  const hourly = { kind: 'recurring', when: 'PT1H' } as const;

  test('counts from the edit: nothing starts right after it', () => {
    const before = scheduleRecord(made, hourly);
    // Counted from its creation it would fire after one minute.
    const after = edit(before, { when: 'PT13M' }, at('00:25:00'));
    expect(slotOf(after)).toBe('2026-01-01T00:38:00.000Z');
    expect(nextSlot(after, at('00:38:00'))).toBe(at('00:51:00'));
  });

  test('counts on as before when something else is edited', () => {
    const before = scheduleRecord(made, hourly);
    for (const change of [{ endAt: '2026-02-01T00:00:00Z' }, { maxRuns: 9 }, { timezone: 'Asia/Kolkata' }]) {
      expect(slotOf(edit(before, change, at('00:25:00')))).toBe('2026-01-01T01:00:00.000Z');
    }
  });

  test('counts from a start that is given, and from the edit once that is taken away', () => {
    const started = edit(scheduleRecord(made, hourly), { startAt: '2025-12-31T23:10:00Z' }, at('00:25:00'));
    expect(slotOf(started)).toBe('2026-01-01T01:10:00.000Z');
    const free = edit(started, { startAt: null }, at('00:55:00'));
    expect(slotOf(free)).toBe('2026-01-01T01:55:00.000Z');
  });
});

describe('a slot that waits for its jitter', () => {
  const jittered = (members: Partial<ScheduleRecord> = {}) =>
    withWake({ ...scheduleRecord(made, { jitterSeconds: 1800, ...members }), nextSlot: at('01:00:00') });
  const whileItWaits = (record: ScheduleRecord) => at('01:00:00') + Math.floor(jitterMsOf(record) / 2);

  test.each<[ScheduleChange]>([
    [{ endAt: '2026-02-01T00:00:00Z' }],
    [{ maxRuns: 5 }],
    [{ when: '*/30 * * * *' }],
    [{ timezone: 'Europe/Stockholm' }],
  ])('is not lost by %j, which has it as well', (change) => {
    const before = jittered();
    const after = edit(before, change, whileItWaits(before));
    expect(after).toMatchObject({ nextSlot: at('01:00:00'), wakeAt: before.wakeAt });
  });

  test.each<[ScheduleChange, string]>([
    [{ when: '15 * * * *' }, '2026-01-01T02:15:00.000Z'],
    [{ startAt: '2026-01-01T03:00:00Z' }, '2026-01-01T03:00:00.000Z'],
    [{ endAt: '2026-01-01T01:00:00Z' }, 'none'],
  ])('is gone with %j, which does not have it', (change, next) => {
    const before = jittered();
    expect(slotOf(edit(before, change, at('01:20:00'))) ?? 'none').toBe(next);
  });

  test('is not begun again by an edit long after it, nor while the schedule is paused', () => {
    const before = jittered();
    expect(slotOf(edit(before, { maxRuns: 5 }, at('04:30:00')))).toBe('2026-01-01T05:00:00.000Z');
    const paused = jittered({ status: 'paused', pausedAt: '2026-01-01T00:30:00.000Z' });
    expect(slotOf(edit(paused, { maxRuns: 5 }, whileItWaits(paused)))).toBe('2026-01-01T02:00:00.000Z');
  });
});

test('whatever is edited, and whenever: the next slot is the first one to come of the new rule', () => {
  const changes: readonly ScheduleChange[] = [
    { when: '*/7 * * * *' },
    { when: '30 2 * * MON-FRI', timezone: 'Europe/Stockholm' },
    { timezone: 'Australia/Lord_Howe' },
    { startAt: '2026-01-01T06:30:00Z' },
    { kind: 'recurring', when: 'PT7M' },
    { kind: 'recurring', when: 'P1D', startAt: '2025-12-30T05:00:00Z' },
    { kind: 'one-off', when: '2026-01-05T00:00:00Z' },
    { startAt: null, endAt: null },
  ];
  let record = withWake({ ...scheduleRecord(made), nextSlot: at('01:00:00') });
  for (let turn = 0; turn < 400; turn += 1) {
    // Just before, at, and after the full minutes at which slots lie.
    const now = made + turn * 17 * minute + ((turn % 3) - 1);
    const change = changes[(turn * 5) % changes.length] ?? {};
    const passing = record.nextSlot !== null && record.nextSlot <= now ? record.nextSlot : null;
    record = edit(
      { ...record, status: 'active', ended: null },
      { kind: 'scheduled', when: '0 * * * *', ...change },
      now,
    );
    if (record.nextSlot === null || record.nextSlot === passing) continue;
    expect(record.nextSlot).toBeGreaterThan(record.kind === 'one-off' ? now - minute : now);
    expect(record.nextSlot).toBe(nextSlot(record, record.kind === 'one-off' ? now - minute : now));
    expect(record.wakeAt).toBe(record.nextSlot);
  }
});

test('what had ended and is begun again has its whole budget until it is stale', () => {
  const ended = {
    ended: 'completed',
    status: 'paused',
    nextSlot: null,
    staleSince: '2025-06-01T00:00:00.000Z',
    lastSuccessAt: '2025-01-01T00:00:00.000Z',
  } as const;
  const before = scheduleRecord(made, { ...ended, maxStalenessSeconds: 3600 });
  const after = edit(before, { when: '30 * * * *' }, at('05:00:00'));
  expect(after).toMatchObject({ status: 'active', staleSince: null });
  expect(staleAt(after)).toBe(at('06:00:00'));
});
