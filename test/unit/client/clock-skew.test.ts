import { expect, test } from 'vitest';
import { createSkewMeter } from '../../../src/client/clock-skew.ts';

const start = Date.parse('2026-11-22T12:00:00.000Z');

/** Answers of a server whose clock is `skewMs` ahead, one for each round trip. */
function heard(skewMs: number, roundTrips: readonly number[]) {
  const meter = createSkewMeter();
  for (const [index, roundTripMs] of roundTrips.entries()) {
    const sentAt = start + index * 1234;
    // As in the header: without the fraction of its second.
    const serverNow = sentAt + roundTripMs / 2 + skewMs;
    meter.hear(new Date(serverNow).toUTCString(), sentAt, sentAt + roundTripMs);
  }
  return meter.skewMs;
}

test('nothing is known before the first answer, and nothing learnt from one without a date', () => {
  const meter = createSkewMeter();
  meter.hear(undefined, 0, 1);
  meter.hear('yesterday', 0, 1);
  expect(meter.skewMs).toBeNull();
});

test.each([0, -14_000, 90_000, 86_400_000])('%d ms are found to half a second', (skewMs) => {
  const found = heard(skewMs, [20, 30, 25, 40, 22, 31, 28, 24]);
  expect(Math.abs((found ?? Number.NaN) - skewMs)).toBeLessThanOrEqual(600);
});

test('slow answers do not count while there are quick ones', () => {
  const meter = createSkewMeter();
  for (let second = 0; second < 4; second++) {
    const sentAt = start + second * 1250;
    meter.hear(new Date(sentAt + 50).toUTCString(), sentAt, sentAt + 100);
    // All of this round trip was on the way there: half of it is a wrong guess.
    meter.hear(new Date(sentAt + 9000).toUTCString(), sentAt, sentAt + 9000);
  }
  expect(Math.abs(meter.skewMs ?? Number.NaN)).toBeLessThanOrEqual(600);
});
