import { describe, expect, test } from 'vitest';
import { durationText, isoDuration, secondsOf } from '../../../src/lib/duration-text.ts';

describe('a duration', () => {
  test.each([
    ['26h', 93_600],
    ['1h30m', 5_400],
    ['1h 30m', 5_400],
    ['90s', 90],
    ['90', 90],
    ['15min', 900],
    ['2d', 172_800],
    ['1w', 604_800],
    ['PT15M', 900],
    ['P1DT2H', 93_600],
    ['pt1h30m', 5_400],
  ])('%s is %i seconds', (text, seconds) => expect(secondsOf(text)).toBe(seconds));

  test.each(['', ' ', 'soon', 'h', 'P', 'PT', 'P1M', 'P1Y', '1.5h', '-5m', '1h1h', '99999999999999999999d'])(
    '%j is none',
    (text) => expect(secondsOf(text)).toBeNull(),
  );

  test.each([0, 1, 59, 60, 61, 3_600, 5_400, 86_400, 93_600, 172_800, 31_622_400])(
    'of %i s comes back',
    (seconds) => {
      expect(secondsOf(durationText(seconds))).toBe(seconds);
      expect(secondsOf(isoDuration(seconds))).toBe(seconds);
    },
  );
});
