import { expect, test } from 'vitest';
import { whenIdle } from '../../../src/cli/when-idle.ts';
import { makeFakeClock } from '../../helpers/fake-clock.ts';

function watchedExecutor() {
  const clock = makeFakeClock();
  const state = { connections: 0, activeRuns: 0, lastRequestAt: clock.now(), lingerMs: 10_000, idle: 0 };
  const stop = whenIdle(
    {
      connections: () => state.connections,
      activeRuns: () => state.activeRuns,
      lastRequestAt: () => state.lastRequestAt,
    },
    () => state.lingerMs,
    () => {
      state.idle++;
    },
    clock,
  );
  return { clock, state, stop };
}

test('tells once that nobody has needed the executor for the whole time', () => {
  const { clock, state } = watchedExecutor();
  clock.advance(10_000);
  expect(state.idle).toBe(0);
  clock.advance(1000);
  expect(state.idle).toBe(1);
  clock.advance(60_000);
  expect(state.idle).toBe(1);
});

test.each(['connections', 'activeRuns'] as const)(
  'counts the time from the end of the last of %s',
  (need) => {
    const { clock, state } = watchedExecutor();
    state[need] = 1;
    clock.advance(60_000);
    state[need] = 0;
    clock.advance(9000);
    expect(state.idle).toBe(0);
    clock.advance(2000);
    expect(state.idle).toBe(1);
  },
);

test('counts the time from the last request', () => {
  const { clock, state } = watchedExecutor();
  clock.advance(8000);
  state.lastRequestAt = clock.now();
  clock.advance(9000);
  expect(state.idle).toBe(0);
  clock.advance(2000);
  expect(state.idle).toBe(1);
});

test('a shorter time counts at once', () => {
  const { clock, state } = watchedExecutor();
  clock.advance(3000);
  state.lingerMs = 1000;
  clock.advance(500);
  expect(state.idle).toBe(1);
});

test('tells nothing after it was stopped', () => {
  const { clock, state, stop } = watchedExecutor();
  stop();
  clock.advance(60_000);
  expect(state.idle).toBe(0);
  expect(clock.pending).toBe(0);
});
