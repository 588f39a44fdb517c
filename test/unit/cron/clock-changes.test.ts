import { Cron as Croner } from 'croner';
import { describe, expect, test } from 'vitest';
import type { Cron } from '../../../src/cron/cron.ts';
import { firesAfter, nextFire } from '../../../src/cron/fires.ts';
import { isCron, parseCron } from '../../../src/cron/parse-cron.ts';
import { visitFires } from '../../../src/cron/visit-fires.ts';
import { segmentAt } from '../../../src/cron/zone-segments.ts';

/**
 * Every row follows from the rule at `firesAfter`, by hand: what is named fires once (skipped: when the clocks go on;
 * repeated: the first time), what begins with `*` in minute or hour follows the clock.
 *
 * The last column is croner's own answer for the zone, measured here; absent where it is the same. It decides by whether
 * minute and hour are single values, so that lists and ranges of named hours are skipped, or fire twice.
 *
 * vixie cron, as Debian has it (cron(8), https://blog.healthchecks.io/2021/10/how-debian-cron-handles-dst-transitions/):
 * the same rule for changes of less than 3 hours, but it starts a named rule once for each of its skipped minutes, one
 * after the other (`0,30 2` and `0 2,3` in Stockholm: twice at 03:00). Longer changes count as corrections of the clock:
 * Apia's skipped day fires nothing.
 *
 * systemd 252, OnCalendar (measured with `systemd-analyze calendar`; https://github.com/systemd/systemd/issues/5595 and
 * issues/8647, both open): a skipped time never fires, neither `30 2` nor Sao Paulo's midnight; a repeated one fires the
 * first time only, so that hourly timers pause for two hours.
 */
interface Change {
  readonly zone: string;
  readonly what: string;
  readonly from: string;
  readonly until: string;
  readonly rows: readonly (readonly [rule: string, fires: string, croner?: string | undefined])[];
}

const changes: readonly Change[] = [
  {
    zone: 'Europe/Stockholm',
    what: '02:00 -> 03:00 at 01:00Z',
    from: '2027-03-28T00:00Z',
    until: '2027-03-28T03:00Z',
    rows: [
      ['30 2 * * *', '28T01:00'],
      ['0,30 2 * * *', '28T01:00', ''],
      ['0 * * * *', '28T00:00 28T01:00 28T02:00'],
      ['*/30 2 * * *', ''],
      ['0 1-3 * * *', '28T00:00 28T01:00'],
      ['0 2,3 * * *', '28T01:00'],
      ['15-45/15 2 28-31 * *', '28T01:00', ''],
      ['30 2 27 * *', ''],
    ],
  },
  {
    zone: 'Europe/Stockholm',
    what: '03:00 -> 02:00 at 01:00Z',
    from: '2027-10-30T23:00Z',
    until: '2027-10-31T03:00Z',
    rows: [
      ['30 2 * * *', '31T00:30'],
      ['0,30 2 * * *', '31T00:00 31T00:30', '31T00:00 31T00:30 31T01:00 31T01:30'],
      ['0 * * * *', '30T23:00 31T00:00 31T01:00 31T02:00'],
      ['*/30 2 * * *', '31T00:00 31T00:30 31T01:00 31T01:30'],
      ['0 1-3 * * *', '30T23:00 31T00:00 31T02:00', '30T23:00 31T00:00 31T01:00 31T02:00'],
      ['0 2,3 * * *', '31T00:00 31T02:00', '31T00:00 31T01:00 31T02:00'],
      [
        '15-45/15 2 28-31 * *',
        '31T00:15 31T00:30 31T00:45',
        '31T00:15 31T00:30 31T00:45 31T01:15 31T01:30 31T01:45',
      ],
    ],
  },
  {
    zone: 'America/New_York',
    what: '02:00 -> 03:00 at 07:00Z',
    from: '2027-03-14T06:00Z',
    until: '2027-03-14T08:00Z',
    rows: [
      ['30 2 * * *', '14T07:00'],
      ['30 1 * * *', '14T06:30'],
      ['0 * * * *', '14T06:00 14T07:00'],
      ['*/30 1 * * *', '14T06:00 14T06:30'],
      ['*/30 2 * * *', ''],
      ['0 1-3 * * *', '14T06:00 14T07:00'],
      ['30 1,2 7,14 * *', '14T06:30 14T07:00', '14T06:30'],
    ],
  },
  {
    zone: 'America/New_York',
    what: '02:00 -> 01:00 at 06:00Z',
    from: '2027-11-07T05:00Z',
    until: '2027-11-07T08:00Z',
    rows: [
      ['30 2 * * *', '07T07:30'],
      ['30 1 * * *', '07T05:30'],
      ['0 * * * *', '07T05:00 07T06:00 07T07:00'],
      ['*/30 1 * * *', '07T05:00 07T05:30 07T06:00 07T06:30'],
      ['*/30 2 * * *', '07T07:00 07T07:30'],
      ['0 1-3 * * *', '07T05:00 07T07:00', '07T05:00 07T06:00 07T07:00'],
      ['30 1,2 7,14 * *', '07T05:30 07T07:30', '07T05:30 07T06:30 07T07:30'],
    ],
  },
  {
    zone: 'America/Sao_Paulo',
    what: 'no midnight: 00:00 -> 01:00 at 03:00Z',
    from: '2018-11-04T02:00Z',
    until: '2018-11-04T06:00Z',
    rows: [
      ['0 0 * * *', '04T03:00'],
      ['30 0 4 * *', '04T03:00'],
      ['0 * * * *', '04T02:00 04T03:00 04T04:00 04T05:00'],
      ['*/30 0 * * *', ''],
      ['30 23 * * *', '04T02:30'],
      ['0 22-23 * * *', '04T02:00'],
    ],
  },
  {
    zone: 'America/Sao_Paulo',
    what: 'midnight -> 23:00 at 02:00Z',
    from: '2018-02-18T00:00Z',
    until: '2018-02-18T05:00Z',
    rows: [
      ['0 0 * * *', '18T03:00'],
      ['0 * * * *', '18T00:00 18T01:00 18T02:00 18T03:00 18T04:00'],
      ['*/30 0 * * *', '18T03:00 18T03:30'],
      ['30 23 * * *', '18T01:30'],
      ['30 23 17 * *', '18T01:30'],
      ['0 22-23 * * *', '18T00:00 18T01:00', '18T00:00 18T01:00 18T02:00'],
    ],
  },
  {
    zone: 'Australia/Lord_Howe',
    what: '02:00 -> 02:30 at 15:30Z',
    from: '2026-10-03T14:00Z',
    until: '2026-10-03T17:00Z',
    rows: [
      ['15 2 * * *', '03T15:30'],
      ['45 1 * * *', '03T15:15'],
      ['0 * * * *', '03T14:30 03T16:00'],
      ['*/30 2 * * *', '03T15:30'],
      ['*/30 1 * * *', '03T14:30 03T15:00'],
      ['0 1-3 * * *', '03T14:30 03T15:30 03T16:00', '03T14:30 03T16:00'],
    ],
  },
  {
    zone: 'Australia/Lord_Howe',
    what: '02:00 -> 01:30 at 15:00Z',
    from: '2027-04-03T14:00Z',
    until: '2027-04-03T17:00Z',
    rows: [
      ['15 2 * * *', '03T15:45'],
      ['45 1 * * *', '03T14:45'],
      ['0 * * * *', '03T14:00 03T15:30 03T16:30'],
      ['*/30 2 * * *', '03T15:30 03T16:00'],
      ['*/30 1 * * *', '03T14:00 03T14:30 03T15:00'],
      ['0 1-3 * * *', '03T14:00 03T15:30 03T16:30'],
    ],
  },
  {
    zone: 'Asia/Kolkata',
    what: 'none',
    from: '2027-03-27T20:00Z',
    until: '2027-03-28T00:00Z',
    rows: [
      ['30 2 * * *', '27T21:00'],
      ['0 * * * *', '27T20:30 27T21:30 27T22:30 27T23:30'],
      ['*/30 2 * * *', '27T20:30 27T21:00'],
      ['0 1-3 28 * *', '27T20:30 27T21:30'],
    ],
  },
  {
    zone: 'Africa/Casablanca',
    what: 'Ramadan begins: 03:00 -> 02:00 at 02:00Z',
    from: '2026-02-15T00:00Z',
    until: '2026-02-15T04:00Z',
    rows: [
      ['30 2 * * *', '15T01:30'],
      ['0 * * * *', '15T00:00 15T01:00 15T02:00 15T03:00'],
      ['*/30 2 * * *', '15T01:00 15T01:30 15T02:00 15T02:30'],
      ['0 1-3 * * *', '15T00:00 15T01:00 15T03:00', '15T00:00 15T01:00 15T02:00 15T03:00'],
      ['30 2 15,22 * *', '15T01:30'],
    ],
  },
  {
    zone: 'Africa/Casablanca',
    what: 'Ramadan is over: 02:00 -> 03:00 at 02:00Z',
    from: '2026-03-22T00:00Z',
    until: '2026-03-22T04:00Z',
    rows: [
      ['30 2 * * *', '22T02:00'],
      ['0 * * * *', '22T00:00 22T01:00 22T02:00 22T03:00'],
      ['*/30 2 * * *', ''],
      ['0 1-3 * * *', '22T01:00 22T02:00'],
      ['30 2 15,22 * *', '22T02:00'],
    ],
  },
  {
    zone: 'Pacific/Apia',
    what: 'no 30 December: 00:00 -> 00:00 of the 31st at 10:00Z',
    from: '2011-12-30T00:00Z',
    until: '2011-12-31T00:00Z',
    rows: [
      ['30 2 * * *', '30T10:00 30T12:30', '30T12:30'],
      ['0 */6 * * *', '30T04:00 30T10:00 30T16:00 30T22:00'],
      ['*/30 2 * * *', '30T12:00 30T12:30'],
      ['0 2-4 * * *', '30T10:00 30T12:00 30T13:00 30T14:00', '30T12:00 30T13:00 30T14:00'],
      ['0 9 30 * *', '30T10:00', ''],
    ],
  },
];

describe.each(changes)('$zone, $what', ({ zone, from, until, rows }) => {
  const [begin, end] = [Date.parse(from), Date.parse(until)];

  test.for(rows)('%s fires at %s', ([rule, fires, croner]) => {
    const cron = parsed(rule);
    expect(shown(timesBefore(end, firesAfter(cron, zone, begin - 1)))).toBe(fires);
    const counted: number[] = [];
    visitFires(cron, zone, begin - 1, end - 1, (at) => counted.push(at));
    expect(shown(counted)).toBe(fires);
    expect(shown(timesBefore(end, cronersOwn(rule, zone, begin - 1)))).toBe(croner ?? fires);
  });
});

test('the next fire is the same from within the hour that comes twice', () => {
  // 02:30 CEST has passed, 02:30 CET is to come: the rule has had its fire.
  const second = Date.parse('2027-10-31T01:10:00Z');
  expect(nextFire(parsed('30 2 * * *'), 'Europe/Stockholm', second)).toBe(Date.parse('2027-11-01T01:30:00Z'));
});

test('the next fire is that of the change for who asks a millisecond before', () => {
  const change = Date.parse('2027-03-28T01:00:00Z');
  expect(nextFire(parsed('30 2 * * *'), 'Europe/Stockholm', change - 1)).toBe(change);
  expect(nextFire(parsed('30 2 * * *'), 'Europe/Stockholm', change)).toBe(Date.parse('2027-03-29T00:30:00Z'));
});

test('an unknown zone is thrown', () => {
  expect(() => nextFire(parsed('30 2 * * *'), 'Europe/Nowhere', 0)).toThrow(RangeError);
});

test('segments of thousands of moments and spellings are not kept', () => {
  const years = Array.from({ length: 100 }, (_, year) => Date.UTC(1990 + year, 5, 1));
  const offsets = years.map((at) => segmentAt('Europe/Stockholm', at).offset);
  expect(new Set(offsets)).toEqual(new Set([7_200_000]));
  expect(years.toReversed().map((at) => segmentAt('Europe/Stockholm', at).offset)).toEqual(offsets);
});

test('ten thousand rules in twenty zones are reckoned in a second or two', () => {
  const zones = Intl.supportedValuesOf('timeZone').filter((_, index) => index % 20 === 0);
  const now = Date.parse('2026-11-22T11:03:41Z');
  const begun = performance.now();
  for (let index = 0; index < 10_000; index += 1) {
    const cron = parsed(`${index % 60} ${(index * 7) % 24} ${index % 3 === 0 ? 1 + (index % 28) : '*'} * *`);
    expect(nextFire(cron, zones[index % 20] ?? 'UTC', now)).toBeGreaterThan(now);
  }
  // Some 600 ms; the bound is for a machine that is busy with other things.
  expect(performance.now() - begun).toBeLessThan(5000);
});

function parsed(rule: string): Cron {
  const read = parseCron(rule);
  if (!isCron(read)) throw new Error(read.message);
  return read;
}

function* cronersOwn(rule: string, zone: string, after: number): Generator<number, void> {
  const croner = new Croner(rule, { paused: true, timezone: zone, mode: '5-part' });
  for (let at = croner.nextRun(new Date(after)); at !== null; at = croner.nextRun(at)) yield at.getTime();
}

function timesBefore(end: number, times: Iterable<number>): readonly number[] {
  const found: number[] = [];
  for (const at of times) {
    if (at >= end) break;
    found.push(at);
  }
  return found;
}

/** `28T01:00`, UTC. */
function shown(times: readonly number[]): string {
  return times.map((at) => new Date(at).toISOString().slice(8, 16)).join(' ');
}
