import { describe, expect, test } from 'vitest';
import { type Baselines, judge } from '../../bench/baselines.ts';
import { judged, tableOf } from '../../bench/report.ts';
import { percentile } from '../../bench/statistics.ts';

const baselines: Baselines = {
  tolerance: { default: 0.3, loose: 1 },
  values: { tight: 10, loose: 10, 'runs per boot': 2, latency: 10 },
};

describe('the verdict on a measurement', () => {
  test('a bar is a limit from above or from below', () => {
    expect(judge({ name: 'a', unit: 'B', value: 61, max: 60 }, baselines)).toBe('misses the bar');
    expect(judge({ name: 'a', unit: 'B', value: 60, max: 60 }, baselines)).toBe('good');
    expect(judge({ name: 'a', unit: 'x', value: 0.9, min: 1 }, baselines)).toBe('misses the bar');
  });

  test('a baseline may be missed by its tolerance, in the direction that hurts', () => {
    expect(judge({ name: 'tight', unit: 'x', value: 13 }, baselines)).toBe('good');
    expect(judge({ name: 'tight', unit: 'x', value: 13.1 }, baselines)).toBe('worse than before');
    expect(judge({ name: 'loose', unit: 'x', value: 19 }, baselines)).toBe('good');
    expect(judge({ name: 'runs per boot', unit: 'x', value: 1.5, min: 0.5 }, baselines)).toBe(
      'worse than before',
    );
    expect(judge({ name: 'runs per boot', unit: 'x', value: 9, min: 0.5 }, baselines)).toBe('good');
  });

  test('milliseconds are not compared with those of another machine', () => {
    expect(judge({ name: 'latency', unit: 'ms', value: 99 }, baselines)).toBe('good');
  });

  test('the table has a row for each, with bar and baseline', () => {
    const row = judged('some-bench', { name: 'tight', unit: 'B', value: 12.345, max: 20 }, baselines);
    expect(tableOf([row]).split('\n')[1]).toBe('tight  12.35 B   <= 20 B  10 B      good');
  });

  test('a percentile is one of the values', () => {
    expect(percentile([5, 1, 3], 0.5)).toBe(3);
    expect(percentile([5, 1, 3], 0.99)).toBe(5);
    expect(() => percentile([], 0.5)).toThrow('no values');
  });
});
