import { describe, expect, test } from 'vitest';
import { loadMoments, readMoment, readPast } from '../../../src/store/read-moment.ts';

const now = Date.parse('2026-11-22T12:03:41.000Z');

describe('a moment to come', () => {
  test.each([
    ['2h', '2026-11-22T14:03:41.000Z'],
    ['in 30m', '2026-11-22T12:33:41.000Z'],
    ['1.5h', '2026-11-22T13:33:41.000Z'],
    ['2w', '2026-12-06T12:03:41.000Z'],
    ['2026-12-24T09:00:00Z', '2026-12-24T09:00:00.000Z'],
  ])('%s', (text, at) => {
    expect(readMoment(text, now, 'UTC')).toEqual({ at });
  });

  test('in words, by the clocks of the zone', async () => {
    await loadMoments();
    expect(readMoment('tomorrow at 9', now, 'Europe/Stockholm')).toEqual({ at: '2026-11-23T08:00:00.000Z' });
    expect(readMoment('2026-12-24 09:00', now, 'America/New_York')).toEqual({
      at: '2026-12-24T14:00:00.000Z',
    });
    expect(readMoment('2026-12-24', now, 'Europe/Stockholm')).toEqual({ at: '2026-12-23T23:00:00.000Z' });
  });

  test.each([
    ['2026-11-22T12:00:00Z', 'that has passed already'],
    ['99999999999d', 'that is too far away'],
    ['every day', /^“every day” is no time to come/],
    ['soon', /^“soon” is no time to come/],
  ])('%s is none', async (text, problem) => {
    await loadMoments();
    expect(readMoment(text, now, 'UTC')).toEqual(
      typeof problem === 'string' ? problem : expect.stringMatching(problem),
    );
  });
});

describe('a moment that has passed', () => {
  test.each([
    ['', now],
    ['now', now],
    ['2d', now - 2 * 86_400_000],
    ['2026-11-20T09:00:00Z', Date.parse('2026-11-20T09:00:00Z')],
  ])('%j', (text, at) => {
    expect(readPast(text, now)).toBe(at);
  });

  test('what is to come or is no time is refused', () => {
    expect(readPast('2027-01-01T00:00:00Z', now)).toBe('2027-01-01T00:00:00Z has not come yet');
    expect(readPast('soon', now)).toMatch(/^“soon” is no time/);
  });
});
