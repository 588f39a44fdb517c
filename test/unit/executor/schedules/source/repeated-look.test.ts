import { expect, test } from 'vitest';
import {
  type Clearness,
  createRepeatedLook,
} from '../../../../../src/executor/schedules/source/repeated-look.ts';
import { makeFakeClock } from '../../../../helpers/fake-clock.ts';

function lookAt(answers: Clearness[]) {
  const clock = makeFakeClock();
  let count = 0;
  const look = createRepeatedLook(clock, async () => {
    count += 1;
    return answers.shift() ?? 'clear';
  });
  return { clock, look, count: () => count };
}

test('what is clear is not looked at again: nothing waits', async () => {
  const { clock, look } = lookAt([]);
  await look.now();
  expect(clock.pending).toBe(0);
});

test('who asks during a look gets one more, however many ask', async () => {
  const { look, count } = lookAt([]);
  await Promise.all([look.now(), look.now(), look.now()]);
  expect(count()).toBe(2);
});

test('what is unclear is looked at less and less often, until it changes', async () => {
  const { clock, look } = lookAt(Array.from({ length: 20 }, () => 'unclear'));
  await look.now();
  const waits: number[] = [];
  for (let times = 0; times < 6; times += 1) {
    waits.push(...clock.delays);
    clock.advance(clock.delays[0] ?? 0);
    await new Promise(setImmediate);
  }
  expect(waits).toEqual([60_000, 120_000, 240_000, 480_000, 960_000, 960_000]);
  look.startOver();
  await look.now();
  expect(clock.delays).toEqual([60_000]);
  look.stop();
  expect(clock.pending).toBe(0);
});

test('what cannot be watched is looked at each minute', async () => {
  const { clock, look, count } = lookAt(['unwatched', 'unwatched', 'unwatched']);
  await look.now();
  clock.advance(60_000);
  await new Promise(setImmediate);
  clock.advance(60_000);
  await new Promise(setImmediate);
  expect(count()).toBe(3);
  expect(clock.delays).toEqual([60_000]);
});
