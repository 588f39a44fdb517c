import { describe, expect, test } from 'vitest';
import {
  decideSlow,
  type LinkMeasures,
  medianOf,
  type SlowDecision,
  shareOf,
} from '../../../src/store/slow-link.ts';

const fine: LinkMeasures = { roundTripMs: 30, drainMs: 5, bytesPerSecond: 900, budget: 1000 };
const quick: SlowDecision = { isSlow: false, reason: null, since: 0 };
const minute = 60_000;

describe('slow-link mode', () => {
  test('stays off on a good link, and on one that was not measured yet', () => {
    expect(decideSlow(quick, 'auto', fine, 1)).toBe(quick);
    const unknown = { ...fine, roundTripMs: null, drainMs: null, budget: null };
    expect(decideSlow(quick, 'auto', unknown, 1)).toBe(quick);
  });

  test.each([
    ['a long way', { roundTripMs: 812 }, /round trip takes 812 ms/],
    ['a terminal that drains slowly', { drainMs: 300 }, /terminal takes 300 ms/],
    ['more than the budget', { bytesPerSecond: 1001 }, /1001 B\/s of a budget of 1000/],
  ])('begins with %s, and says so', (_, measured, reason) => {
    const decision = decideSlow(quick, 'auto', { ...fine, ...measured }, 5);
    expect(decision).toMatchObject({ isSlow: true, since: 5 });
    expect(decision.reason).toMatch(reason);
  });

  test('does not go to and fro around the limit', () => {
    const slow = decideSlow(quick, 'auto', { ...fine, roundTripMs: 410 }, 0);
    const between = { ...fine, roundTripMs: 300, bytesPerSecond: 10 };
    expect(decideSlow(slow, 'auto', between, 10 * minute)).toBe(slow);
    expect(decideSlow(slow, 'auto', { ...between, roundTripMs: 100 }, 10 * minute).isSlow).toBe(false);
    expect(decideSlow(quick, 'auto', between, minute)).toBe(quick);
  });

  test('being sparing is kept up for a minute, though it made the measures better', () => {
    const slow = decideSlow(quick, 'auto', { ...fine, bytesPerSecond: 5000 }, 0);
    const saved = { ...fine, bytesPerSecond: 100 };
    expect(decideSlow(slow, 'auto', saved, minute - 1)).toBe(slow);
    expect(decideSlow(slow, 'auto', saved, minute)).toMatchObject({ isSlow: false, reason: null });
  });

  test('what the user says counts at once, whatever is measured', () => {
    const on = decideSlow(quick, 'on', fine, 7);
    expect(on).toMatchObject({ isSlow: true, reason: 'asked for with :slow on', since: 7 });
    expect(decideSlow(on, 'off', { ...fine, roundTripMs: 5000 }, 8).isSlow).toBe(false);
    const measured = decideSlow(quick, 'auto', { ...fine, roundTripMs: 5000 }, 1);
    expect(decideSlow(measured, 'on', fine, 9)).toMatchObject({
      reason: 'asked for with :slow on',
      since: 1,
    });
  });
});

test('a median needs enough values, and looks at the latest', () => {
  expect(medianOf([1, 2], 8, 3)).toBeNull();
  expect(medianOf([900, 900, 900, 1, 3, 2], 3, 3)).toBe(2);
  expect(shareOf([], 0.95)).toBeNull();
  expect(shareOf([10, 20, 30, 40], 0.95)).toBe(40);
});
