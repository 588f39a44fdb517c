import { expect, test } from 'vitest';
import { createRateMeter } from '../../../src/store/rate-meter.ts';
import { createServerClock, shiftFor } from '../../../src/store/server-clock.ts';
import { makeFakeClock } from '../../helpers/fake-clock.ts';

test('the server’s time is ours, shifted; waiting is not', () => {
  const machine = makeFakeClock(1_000_000);
  const clock = createServerClock(machine);
  let rang = 0;
  clock.after(100, () => rang++);
  clock.shift(60_000);
  expect(clock.now()).toBe(1_060_000);
  machine.advance(100);
  expect(rang).toBe(1);
});

test('after its end nothing is waited for', () => {
  const machine = makeFakeClock();
  const clock = createServerClock(machine);
  let rang = 0;
  const cancel = clock.after(100, () => rang++);
  clock.after(200, () => rang++);
  clock.end();
  clock.after(300, () => rang++);
  cancel();
  expect(machine.pending).toBe(0);
  machine.advance(1_000);
  expect(rang).toBe(0);
});

test.each([
  ['nothing known', null, 0, 0],
  ['within two seconds', 1_900, 0, 0],
  ['more than that', -14_000, 0, -14_000],
  ['in use and right to a second', 14_900, 14_000, 14_000],
  ['in use and wrong', 20_000, 14_000, 20_000],
  ['in use, and the clock was put right', 300, 14_000, 0],
  ['lost for a while', null, 14_000, 14_000],
])('%s', (_, measured, used, expected) => {
  expect(shiftFor(measured, used)).toBe(expected);
});

test('rates are those of the last seconds, and fall to nothing', () => {
  const meter = createRateMeter();
  expect(meter.look(0, [100])).toEqual([0]);
  expect(meter.look(1000, [300])).toEqual([200]);
  expect(meter.look(2000, [300])).toEqual([100]);
  for (let second = 3; second < 8; second++) meter.look(second * 1000, [300]);
  expect(meter.look(8000, [300])).toEqual([0]);
  // After a long silence the next bytes are those of all that time.
  expect(meter.look(28_000, [2300])).toEqual([100]);
});
