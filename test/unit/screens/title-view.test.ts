import { expect, test } from 'vitest';
import { formatTraffic, stepped } from '../../../screens/title-view.ts';

test('a figure of the title stays on a step while the measurement wanders about it', () => {
  expect([0, 0.4, 1, 1.2, 1.3, 9.4, 14, 17, 18].map(stepped)).toEqual([0, 0, 1, 1, 1.5, 9, 15, 15, 20]);
  const wandering = Array.from({ length: 40 }, (_, second) => 2_000 + 200 * Math.sin(second));
  expect(new Set(wandering.map(stepped)).size).toBe(1);
});

test('what keeps a link alive does not change the title', () => {
  expect([0, 2, 60, 99].map(formatTraffic)).toEqual(['<100 B', '<100 B', '<100 B', '<100 B']);
  expect([100, 640, 2_150].map(formatTraffic)).toEqual(['100 B', '600 B', '2 kB']);
});
