import { expect, test } from 'vitest';
import type { Schedule } from '../../../src/model/schedule.ts';
import {
  firstScheduleSort,
  isInTrouble,
  type ScheduleColumn,
  sortSchedules,
  sortSchedulesBy,
} from '../../../src/store/schedule-order.ts';
import { sampleSchedule } from '../../helpers/sample-schedule.ts';
import { sampleSlot } from '../../helpers/seeded-slots.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');

function of(name: string, members: Partial<Schedule> = {}): Schedule {
  return sampleSchedule({ id: name, name, ...members });
}

function sorted(schedules: readonly Schedule[], column: ScheduleColumn, descending = false): string {
  return sortSchedules(schedules, { column, descending })
    .map(({ name }) => name)
    .join(' ');
}

test('by name, whatever the case of its letters', () => {
  expect(sorted([of('b'), of('C'), of('a')], 'name')).toBe('a b C');
});

test('by the next fire, those that have none last either way', () => {
  const schedules = [
    of('none'),
    of('late', { nextFireAt: '2026-11-22T14:00:00.000Z' }),
    of('soon', { nextFireAt: '2026-11-22T13:00:00.000Z' }),
    of('paused', { nextFireAt: '2026-11-22T12:30:00.000Z', status: 'paused' }),
  ];
  expect(sorted(schedules, 'next')).toBe('soon late none paused');
  expect(sorted(schedules, 'next', true)).toBe('late soon none paused');
});

test('by status, what needs somebody first', () => {
  const schedules = [
    of('done', { phase: 'completed', status: 'paused' }),
    of('paused', { status: 'paused' }),
    of('active', { phase: 'active' }),
    of('stale', { staleSince: '2026-11-22T11:00:00.000Z' }),
    of('missed', { phase: 'active', version: 3, lastMissedAt: '2026-11-22T11:00:00.000Z' }),
    of('blocked', { phase: 'blocked' }),
    of('failed', { phase: 'failed', status: 'paused' }),
  ];
  expect(sorted(schedules, 'status')).toBe('failed blocked stale missed active paused done');
});

test('the same column again turns the order round', () => {
  const last = sortSchedulesBy(firstScheduleSort, 'last');
  expect(last).toEqual({ column: 'last', descending: true });
  expect(sortSchedulesBy(last, 'last')).toEqual({ column: 'last', descending: false });
});

test('in trouble is what failed, is stale or blocked, or missed its newest slot', () => {
  expect(isInTrouble(of('a'), now)).toBe(false);
  expect(isInTrouble(of('a', { phase: 'blocked' }), now)).toBe(true);
  expect(isInTrouble(of('a', { staleSince: '2026-11-22T11:00:00.000Z' }), now)).toBe(true);
  expect(isInTrouble(of('a', { maxStalenessSeconds: 60 }), now)).toBe(true);
  // Without slots the server's number is all there is; with them it is what was missed last.
  expect(isInTrouble(of('a', { missedFires: 1 }), now)).toBe(true);
  const kept = of('a', { missedFires: 1, version: 3 });
  expect(isInTrouble(kept, now)).toBe(false);
  const slot = sampleSlot('2026-11-22T11:00:00.000Z', { outcome: 'missed', cause: 'late' });
  expect(isInTrouble(kept, now, slot)).toBe(true);
  expect(isInTrouble(kept, now, { ...slot, cause: 'paused' })).toBe(false);
});

test('what was missed is known without the slots, until something of later has come of it', () => {
  const missed = of('a', { version: 3, missedFires: 9, lastMissedAt: '2026-11-22T11:00:00.000Z' });
  expect(isInTrouble(missed, now)).toBe(true);
  expect(isInTrouble({ ...missed, lastFireAt: '2026-11-22T10:00:00.000Z' }, now)).toBe(true);
  expect(isInTrouble({ ...missed, lastFireAt: '2026-11-22T11:30:00.000Z' }, now)).toBe(false);
  // A strip that was read before: the record knows of the later slot.
  expect(isInTrouble(missed, now, sampleSlot('2026-11-22T10:00:00.000Z'))).toBe(true);
  const later = sampleSlot('2026-11-22T11:15:00.000Z', { outcome: 'skipped', cause: 'overlap' });
  expect(isInTrouble(missed, now, later)).toBe(false);
});
