import { describe, expect, test } from 'vitest';
import { frequencyChange } from '../../../src/cron/frequency-change.ts';
import { overlapForecast } from '../../../src/cron/overlap-forecast.ts';

describe('would runs overlap', () => {
  const forecast = (
    p50Seconds: number | null,
    p95Seconds: number | null,
    shortestGapSeconds: number | null,
  ) =>
    overlapForecast({
      p50Ms: p50Seconds === null ? null : p50Seconds * 1000,
      p95Ms: p95Seconds === null ? null : p95Seconds * 1000,
      shortestGapSeconds,
    });

  test('no, when nineteen of twenty are shorter than the shortest gap', () => {
    expect(forecast(38, 41, 86_400)).toEqual({
      answer: 'no',
      text: 'p95 run time 41.0s, shortest gap 24h00m',
    });
    expect(forecast(38, 59.9, 60)?.answer).toBe('no');
  });

  test('now and then, when one of twenty is not', () => {
    expect(forecast(38, 60, 60)).toEqual({
      answer: 'now-and-then',
      text: 'One run in twenty takes 1m00s or longer, fires are as close as 1m00s',
    });
  });

  test('always, when half of them are not', () => {
    expect(forecast(60, 90, 60)).toEqual({
      answer: 'always',
      text: 'Half of the runs take 1m00s or longer, fires are as close as 1m00s',
    });
  });

  test('nobody knows without runs or without a gap', () => {
    expect(forecast(null, 1, 60)).toBeNull();
    expect(forecast(1, null, 60)).toBeNull();
    expect(forecast(1, 1, null)).toBeNull();
  });
});

describe('does it fire much more or less often', () => {
  test.for([
    [35_040, 365, '96 a day -> 1'],
    [365, 525_600, '1 a day -> 1,440'],
    [365, 12, '1 a day -> 12 a year'],
    [1, 365, '1 a year -> 1 a day'],
    [52, 3650, '52 a year -> 10 a day'],
    [9125, 912, '25 a day -> 2.5'],
    [0, 4, '0 a year -> 4'],
  ] as const)('%i a year, then %i: %s', ([before, after, text]) => {
    expect(frequencyChange(before, after)?.text).toBe(text);
  });

  test('a factor of less than ten is no alarm', () => {
    expect(frequencyChange(365, 3649)).toBeNull();
    expect(frequencyChange(3650, 365)).toMatchObject({ perDayBefore: 10, perDayAfter: 1 });
    expect(frequencyChange(365, 365)).toBeNull();
    expect(frequencyChange(0, 0)).toBeNull();
  });

  test('nobody knows where one of them is not known', () => {
    expect(frequencyChange(null, 365)).toBeNull();
    expect(frequencyChange(365, null)).toBeNull();
  });
});
