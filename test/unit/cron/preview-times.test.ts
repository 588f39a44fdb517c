import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firesAfter } from '../../../src/cron/fires.ts';
import { isCron, parseCron } from '../../../src/cron/parse-cron.ts';
import { previewTimes, type TimesRequest } from '../../../src/cron/preview-times.ts';
import { scheduleKinds } from '../../../src/model/schedule.ts';

const now = Date.parse('2026-11-22T11:03:41Z');
const dayMs = 86_400_000;

function preview(when: string, more: Partial<TimesRequest> = {}) {
  return previewTimes({ kind: 'scheduled', when, timezone: 'UTC', from: now, ...more });
}

function problemsOf(when: string, more: Partial<TimesRequest> = {}) {
  return preview(when, more).problems;
}

describe('the next fires', () => {
  test('are five unless another number is asked for, and later than now', () => {
    expect(preview('3 11 * * *').fires).toHaveLength(5);
    expect(preview('4 11 * * *', { count: 2 }).fires).toEqual([
      '2026-11-22T11:04:00.000Z',
      '2026-11-23T11:04:00.000Z',
    ]);
    expect(preview('4 11 * * *', { count: 100_000 }).fires).toHaveLength(100);
  });

  test('begin at the start, which counts, and end before the end', () => {
    const bounds = { startAt: '2026-12-01T09:00:00Z', endAt: '2026-12-03T09:00+00:00' };
    expect(preview('0 9 * * *', bounds).fires).toEqual([
      '2026-12-01T09:00:00.000Z',
      '2026-12-02T09:00:00.000Z',
    ]);
    expect(preview('0 9 * * *', bounds).firesInYear).toBe(2);
  });

  test('are no more than the runs that are left', () => {
    expect(preview('0 9 * * *', { maxRuns: 2 })).toMatchObject({ firesInYear: 2, neverFires: false });
    expect(preview('0 9 * * *', { maxRuns: 2 }).fires).toHaveLength(2);
    expect(preview('0 9 * * *', { maxRuns: 0 })).toMatchObject({ fires: [], firesInYear: 0 });
  });

  test('never come when the end has passed', () => {
    expect(preview('0 9 * * *', { endAt: '2026-11-01T00:00Z' })).toMatchObject({
      fires: [],
      neverFires: true,
      firesInYear: 0,
    });
  });

  test('of a recurring rule count from its start', () => {
    const found = preview('PT15M', { kind: 'recurring', startAt: '2026-11-22T11:00:00Z', count: 2 });
    expect(found.fires).toEqual(['2026-11-22T11:15:00.000Z', '2026-11-22T11:30:00.000Z']);
    expect(found).toMatchObject({
      firesInYear: 35_040,
      shortestGapSeconds: 900,
      clockChanges: [],
      safer: null,
    });
  });

  test('of a recurring rule without a start count from its anchor, whoever asks when', () => {
    const anchor = Date.parse('2026-11-22T11:00:10Z');
    const asked = (from: number) => preview('PT15M', { kind: 'recurring', anchor, from, count: 1 }).fires;
    expect(asked(anchor)).toEqual(['2026-11-22T11:15:10.000Z']);
    expect(asked(anchor + 899_999)).toEqual(['2026-11-22T11:15:10.000Z']);
    expect(asked(anchor + 900_000)).toEqual(['2026-11-22T11:30:10.000Z']);
    expect(asked(anchor - dayMs)).toEqual(['2026-11-22T11:15:10.000Z']);
  });

  test('of what fires once are one', () => {
    const found = preview('2026-12-20T09:00+01:00', { kind: 'one-off' });
    expect(found).toMatchObject({
      fires: ['2026-12-20T08:00:00.000Z'],
      firesInYear: 1,
      shortestGapSeconds: null,
    });
    expect(found.neverFires).toBe(false);
  });

  test('of an ongoing one are not known beforehand', () => {
    const found = preview('PT1M', { kind: 'ongoing' });
    expect(found).toMatchObject({ problems: [], fires: [], firesInYear: null, neverFires: false });
  });
});

describe('the fires of a year', () => {
  const rules = [
    '* * * * *',
    '*/7 1-5 * * *',
    '30 2 * * *',
    '0 0-23 * * *',
    '0 0 1,15 * 1',
    '15 2,3 28 3 *',
    '0 9 29 2 *',
  ];
  test.for(rules)('%s are counted as they are fired one by one', (rule) => {
    const zone = 'Europe/Stockholm';
    // What croner is asked for one by one; of the minutes only the days around a change.
    const from = rule === '* * * * *' ? Date.parse('2027-03-27T00:00Z') : now;
    const until = rule === '* * * * *' ? from + 3 * dayMs : now + 365 * dayMs;
    const cron = parseCron(rule);
    if (!isCron(cron)) throw new Error(cron.message);
    const fires: number[] = [];
    for (const at of firesAfter(cron, zone, from)) {
      if (at > until) break;
      fires.push(at);
    }
    const gaps = fires.slice(1).map((at, index) => (at - (fires[index] ?? 0)) / 1000);
    const endAt = new Date(until + 1).toISOString();
    expect(preview(rule, { timezone: zone, from, endAt })).toMatchObject({
      firesInYear: fires.length,
      shortestGapSeconds: gaps.length === 0 ? null : Math.min(...gaps),
    });
  });

  test('are those of 365 days also for each minute, quickly', () => {
    preview('* * * * *', { timezone: 'Europe/Stockholm' });
    const begun = performance.now();
    expect(preview('* * * * *', { timezone: 'Europe/Stockholm' })).toMatchObject({
      firesInYear: 525_600,
      shortestGapSeconds: 60,
    });
    // Some 10 ms; the bound is for a machine that is busy with other things.
    expect(performance.now() - begun).toBeLessThan(250);
  });
});

describe('clock changes', () => {
  test('of a nightly rule are told for 13 months, with a time that meets none', () => {
    const found = preview('30 2 * * *', { timezone: 'Europe/Stockholm' });
    expect(found.clockChanges).toEqual([
      {
        kind: 'skipped',
        wallTime: '2027-03-28T02:30',
        fires: ['2027-03-28T01:00:00.000Z'],
        text: '02:30 does not exist on Sun 28 Mar 2027: it fires at 03:00 that day',
      },
      {
        kind: 'repeated',
        wallTime: '2027-10-31T02:30',
        fires: ['2027-10-31T00:30:00.000Z'],
        text: '02:30 comes twice on Sun 31 Oct 2027: it fires once, at the first 02:30',
      },
    ]);
    expect(found.safer).toEqual({ when: '30 3 * * *', timezone: 'Europe/Stockholm', text: '03:30 local' });
  });

  test('of a rule that follows the clock are told with what is left out, and UTC is offered', () => {
    const found = preview('*/30  2 * * *', { timezone: 'Europe/Stockholm' });
    expect(found.clockChanges.map(({ wallTime, fires }) => [wallTime, fires.length])).toEqual([
      ['2027-03-28T02:00', 0],
      ['2027-03-28T02:30', 0],
      ['2027-10-31T02:00', 2],
      ['2027-10-31T02:30', 2],
    ]);
    expect(found.clockChanges[0]?.text).toMatch(
      /nothing fires for it, the next fire is at 02:00 on Mon 29 Mar 2027$/,
    );
    expect(found.safer).toEqual({ when: '*/30  2 * * *', timezone: 'UTC', text: 'timezone UTC' });
  });

  test('are a bounded number, the last of which says how many more', () => {
    const found = preview('0-59 2 * * *', { timezone: 'Europe/Stockholm' });
    expect(found.clockChanges).toHaveLength(6);
    expect(found.clockChanges[2]?.text).toMatch(/\(and 57 more that day\)$/);
  });

  test('are none for the same minutes of every hour, but for changes by half an hour', () => {
    const found = (timezone: string) =>
      preview('0 * * * *', { timezone }).clockChanges.map(({ wallTime }) => wallTime);
    expect(found('Europe/Stockholm')).toEqual([]);
    expect(found('Australia/Lord_Howe')).toEqual(['2027-10-03T02:00']);
  });

  test('before the start or after the end are none', () => {
    const winter = { timezone: 'Europe/Stockholm', startAt: '2026-12-01T00:00Z', endAt: '2027-02-01T00:00Z' };
    expect(preview('30 2 * * *', winter)).toMatchObject({ clockChanges: [], safer: null });
  });

  test('of a midnight that does not exist name the day', () => {
    const found = preview('0 12 30 12 *', {
      timezone: 'Pacific/Apia',
      from: Date.parse('2011-12-01T00:00Z'),
    });
    expect(found.clockChanges[0]?.text).toBe(
      '12:00 does not exist on Fri 30 Dec 2011: it fires at 00:00 on Sat 31 Dec 2011',
    );
  });

  test('what is offered instead keeps the rest, and meets none', () => {
    const rules = [
      '0 2 * * *',
      ' 0,30   2,14 1-7 * MON',
      '59 23,2 * * *',
      '0 1-3 * * *',
      '15 0,1,2,3,4,5,6 * * *',
    ];
    const zones = [
      'Europe/Stockholm',
      'America/New_York',
      'Africa/Cairo',
      'Asia/Beirut',
      'Pacific/Chatham',
      'Antarctica/Troll',
    ];
    for (const rule of rules) {
      for (const timezone of zones) {
        const { clockChanges, safer } = preview(rule, { timezone });
        expect(safer === null).toBe(clockChanges.length === 0);
        if (safer === null) continue;
        expect(preview(safer.when, { timezone: safer.timezone }).clockChanges).toEqual([]);
        const others = (text: string) =>
          text
            .trim()
            .split(/\s+/)
            .filter((_, index) => index !== 1);
        expect(others(safer.when)).toEqual(others(rule));
      }
    }
    expect(preview(' 0,30   2,14 1-7 * MON', { timezone: 'Europe/Stockholm' }).safer).toBeNull();
    expect(preview(' 0,30   2,14 28-31 * SUN', { timezone: 'Europe/Stockholm' }).safer).toEqual({
      when: ' 0,30   3,14 28-31 * SUN',
      timezone: 'Europe/Stockholm',
      text: '03:00 and 03:30 local',
    });
  });
});

test('both day fields: what each of them alone would fire', () => {
  expect(preview('0 0 13 * 5', { count: 2 }).dayReadings).toEqual({
    dayOfMonth: ['2026-12-13T00:00:00.000Z', '2027-01-13T00:00:00.000Z'],
    weekday: ['2026-11-27T00:00:00.000Z', '2026-12-04T00:00:00.000Z'],
  });
  expect(preview('0 0 30 2 1', { count: 1 }).dayReadings).toEqual({
    dayOfMonth: [],
    weekday: ['2027-02-01T00:00:00.000Z'],
  });
  expect(preview('0 0 13 * *').dayReadings).toBeNull();
});

describe('what is wrong', () => {
  test('with the five fields, where', () => {
    expect(problemsOf('0 24 * * *')).toEqual([
      expect.objectContaining({
        member: 'when',
        field: 'hour',
        from: 2,
        to: 4,
        message: expect.stringMatching(/0-23/),
      }),
    ]);
  });

  test('with the zone, and the nearest ones', () => {
    const [problem] = problemsOf('0 0 * * *', { timezone: 'Europe/Stokholm' });
    expect(problem).toMatchObject({ member: 'timezone', field: null });
    expect(problem?.message).toBe('"Europe/Stokholm" is no IANA timezone; did you mean Europe/Stockholm?');
    expect(problemsOf('0 0 * * *', { timezone: 'new york' })[0]?.message).toMatch(/America\/New_York/);
    expect(problemsOf('0 0 * * *', { timezone: ' ' })[0]?.message).toMatch(/is needed/);
    expect(problemsOf('0 0 * * *', { timezone: '+01:00' })).toHaveLength(1);
    expect(problemsOf('0 0 * * *', { timezone: 'UTC' })).toEqual([]);
  });

  test('with both at once', () => {
    expect(problemsOf('0 24 * * *', { timezone: 'x/y' }).map(({ member }) => member)).toEqual([
      'when',
      'timezone',
    ]);
  });

  test.for([
    ['15m', /no duration; write it as ISO 8601, such as PT15M/],
    ['', /Nothing is no duration/],
    ['PT0S', /0 seconds; an interval is a whole number of seconds from 1 to 31622400/],
    ['PT1.5S', /whole number/],
    ['-PT1M', /-60 seconds/],
    ['P367D', /from 1 to 31622400 \(P366D\)/],
    ['P1M', /Months and years differ/],
  ] as const)('with the interval %s', ([when, message]) => {
    for (const kind of ['recurring', 'ongoing'] as const) {
      expect(problemsOf(when, { kind })).toEqual([
        expect.objectContaining({
          member: 'when',
          from: 0,
          to: when.length,
          message: expect.stringMatching(message),
        }),
      ]);
    }
  });

  test('with no interval: weeks and days are one', () => {
    expect(problemsOf('P1W', { kind: 'recurring' })).toEqual([]);
    expect(preview('P1W', { kind: 'recurring', count: 2 }).shortestGapSeconds).toBe(7 * 86_400);
    expect(problemsOf('P1DT12H', { kind: 'recurring' })).toEqual([]);
  });

  test.for([
    ['2026-12-20', /no instant; write date, time and distance from UTC/],
    ['2026-12-20T09:00', /no instant/],
    ['2026-12-20T09:00+01:00[Europe/Stockholm]', /brackets/],
    ['+020000-01-01T00:00Z', /before 1970 or after 2999/],
    ['1969-12-31T23:59Z', /before 1970/],
    ['2026-11-20T09:00Z', /2026-11-20T09:00:00.000Z has passed/],
  ] as const)('with the instant %s', ([when, message]) => {
    expect(problemsOf(when, { kind: 'one-off' })).toEqual([
      expect.objectContaining({ member: 'when', message: expect.stringMatching(message) }),
    ]);
  });

  test('with the start and the end', () => {
    expect(problemsOf('0 0 * * *', { startAt: 'soon', endAt: 'later' }).map(({ member }) => member)).toEqual([
      'startAt',
      'endAt',
    ]);
    const swapped = { startAt: '2027-01-01T00:00Z', endAt: '2027-01-01T00:00Z' };
    expect(problemsOf('0 0 * * *', swapped)).toEqual([
      expect.objectContaining({ member: 'endAt', message: expect.stringMatching(/not after the start/) }),
    ]);
  });

  test('is told, never thrown, whatever was typed', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('UTC', '* * * * *', 'PT1S', '2027-01-01T00:00Z', 'P99999999999D'),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...scheduleKinds),
        text,
        text,
        text,
        text,
        (kind, when, timezone, startAt, endAt) => {
          const found = previewTimes({ kind, when, timezone, from: now, startAt, endAt, count: 1 });
          expect(found.problems.every(({ message }) => message !== '')).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
