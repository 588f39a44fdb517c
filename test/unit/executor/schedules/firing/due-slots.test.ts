import { describe, expect, test } from 'vitest';
import { dueSlots, mostFires, mostRows } from '../../../../../src/executor/schedules/firing/due-slots.ts';
import { slotsOf } from '../../../../../src/executor/schedules/next-slot.ts';
import type { ScheduleRecord } from '../../../../../src/executor/schedules/schedule-record.ts';
import { scheduleRecord } from '../../../../helpers/schedule-record.ts';

const created = Date.parse('2026-01-01T00:00:00.000Z');
const minute = 60_000;
const day = 1440 * minute;

/** The slots up to now, one by one. */
function allSlots(record: ScheduleRecord, now: number): readonly number[] {
  const slots: number[] = [];
  for (const slot of slotsOf(record, created)) {
    if (slot > now) break;
    slots.push(slot);
  }
  return slots;
}

const rules: readonly (readonly [string, Partial<ScheduleRecord>])[] = [
  ['every minute', { when: '* * * * *' }],
  ['every half hour in a zone', { when: '*/30 * * * *', timezone: 'Australia/Lord_Howe' }],
  ['at half past two', { when: '30 2 * * *', timezone: 'Europe/Stockholm' }],
  ['an interval', { kind: 'recurring', when: 'PT7M' }],
  ['an interval of seconds', { kind: 'recurring', when: 'PT20S' }],
  [
    'with a start and an end',
    { when: '0 * * * *', startAt: '2026-01-03T00:30:00.000Z', endAt: '2026-01-15T00:00:00.000Z' },
  ],
];

describe.each(rules)('%s', (_, members) => {
  test.each([minute, 2 * day, 20 * day])('finds every slot once, %i ms later', async (later) => {
    const now = created + later;
    const expected = allSlots(scheduleRecord(created, members), now);
    for (const missedPolicy of ['skip', 'latest', 'all'] as const) {
      const record = scheduleRecord(created, { ...members, missedPolicy, missedMaxAgeSeconds: 86_400 });
      let left = record;
      let passedOver = 0;
      const found: number[] = [];
      for (;;) {
        const due = await dueSlots(left, now);
        expect(due.onTime.length).toBeLessThanOrEqual(mostFires);
        expect(due.missed.length).toBeLessThanOrEqual(mostRows + mostFires);
        passedOver += due.passedOver;
        found.push(...due.missed, ...due.onTime);
        if (due.next === null || due.next > now) break;
        left = { ...left, nextSlot: due.next };
      }
      expect(passedOver + found.length).toBe(expected.length);
      expect(found).toEqual(expected.slice(passedOver));
    }
  });
});

test('a slot is due when its jitter has passed', async () => {
  const record = scheduleRecord(created, { jitterSeconds: 600, when: '0 1 * * *' });
  const at = (record.wakeAt ?? 0) - 1;
  expect((await dueSlots(record, at)).onTime).toEqual([]);
  expect((await dueSlots(record, at + 1)).onTime).toEqual([Date.parse('2026-01-01T01:00:00.000Z')]);
});
