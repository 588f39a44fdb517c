import { expect, test } from 'vitest';
import { createSeenSchedules } from '../../../src/client/seen-schedules.ts';
import type { Schedule } from '../../../src/model/schedule.ts';
import { makeFakeClock } from '../../helpers/fake-clock.ts';
import { sampleSchedule } from '../../helpers/sample-schedule.ts';

function world() {
  const clock = makeFakeClock();
  const listed: { now: Schedule[]; asked: number } = { now: [sampleSchedule({ id: 'a' })], asked: 0 };
  const seen = createSeenSchedules(clock, async () => {
    listed.asked++;
    return listed.now;
  });
  return { clock, listed, seen };
}

test('nobody asked: nothing is read, however long it takes', async () => {
  const { clock, listed, seen } = world();
  clock.advance(3_600_000);
  expect(await seen.look()).toEqual([]);
  expect(listed.asked).toBe(0);
});

test('what was asked for is read again after half a minute, and what differs is told', async () => {
  const { clock, listed, seen } = world();
  seen.note(listed.now);
  clock.advance(29_999);
  expect(await seen.look()).toEqual([]);
  expect(listed.asked).toBe(0);
  listed.now = [sampleSchedule({ id: 'a', lastFireAt: '2026-11-22T12:00:00Z' }), sampleSchedule({ id: 'b' })];
  clock.advance(1);
  expect(await seen.look()).toEqual(['a', 'b']);
  listed.now = [sampleSchedule({ id: 'b' })];
  clock.advance(30_000);
  expect(await seen.look()).toEqual(['a']);
});

test('who has not asked for ten minutes does not look any more', async () => {
  const { clock, listed, seen } = world();
  seen.note(listed.now);
  clock.advance(600_001);
  expect(await seen.look()).toEqual([]);
  expect(listed.asked).toBe(0);
});

test('a failure is not tried again at once', async () => {
  const clock = makeFakeClock();
  let asked = 0;
  const seen = createSeenSchedules(clock, async () => {
    asked++;
    throw new Error('no');
  });
  seen.note([]);
  clock.advance(30_000);
  expect(await seen.look()).toEqual([]);
  expect(await seen.look()).toEqual([]);
  expect(asked).toBe(1);
});
