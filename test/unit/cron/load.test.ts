import { describe, expect, test } from 'vitest';
import { type OtherSchedule, otherLoad } from '../../../src/cron/load.ts';
import { previewTimes } from '../../../src/cron/preview-times.ts';

const now = Date.parse('2026-11-22T11:03:41Z');

function cron(name: string, when: string, timezone = 'Europe/Stockholm'): OtherSchedule {
  return { name, kind: 'scheduled', when, timezone };
}

function loadOf(when: string, others: readonly OtherSchedule[], timezone = 'Europe/Stockholm') {
  return previewTimes({ kind: 'scheduled', when, timezone, from: now, loadOf: otherLoad(others) }).load;
}

describe('who else starts in the same minute', () => {
  const nightly = [
    cron('nightly-backup', '30 2 * * *'),
    cron('embed-docs', '30 1 * * *', 'UTC'),
    cron('ticks', '*/10 * * * *', 'UTC'),
    cron('elsewhere', '45 2 * * *'),
  ];

  test('is told once for each time of day, in whatever zone the others are', () => {
    expect(loadOf('30 2 * * *', nightly)?.minutes).toEqual([
      { at: '2026-11-23T01:30:00.000Z', names: ['nightly-backup', 'embed-docs', 'ticks'], starts: 4 },
    ]);
  });

  test('begins with the fullest minute, and names the first few', () => {
    const many = Array.from({ length: 9 }, (_, index) => cron(`s${index}`, '0 4 * * 3'));
    const found = loadOf('0 2-4 * * *', [...nightly, ...many])?.minutes ?? [];
    expect(found[0]).toEqual({
      at: '2026-11-25T03:00:00.000Z',
      names: ['ticks', 's0', 's1', 's2', 's3'],
      starts: 11,
    });
    expect(found).toHaveLength(3);
  });

  test('counts one that starts more often than each minute as one start', () => {
    const often: OtherSchedule = {
      name: 'often',
      kind: 'recurring',
      when: 'PT7S',
      timezone: 'UTC',
      anchor: now,
    };
    expect(loadOf('30 2 * * *', [often])?.minutes[0]).toMatchObject({ names: ['often'], starts: 2 });
  });

  test('leaves out what is over, has not begun, cannot be reckoned, or cannot be read', () => {
    const others: OtherSchedule[] = [
      { ...cron('over', '30 2 * * *'), endAt: now },
      { ...cron('later', '30 2 * * *'), startAt: now + 8 * 86_400_000 },
      { name: 'ongoing', kind: 'ongoing', when: 'PT1M', timezone: 'UTC' },
      { name: 'nobody knows since when', kind: 'recurring', when: 'PT1M', timezone: 'UTC' },
      cron('wrong', '99 * * * *'),
    ];
    expect(loadOf('30 2 * * *', others)).toEqual({
      minutes: [{ at: '2026-11-23T01:30:00.000Z', names: [], starts: 1 }],
      quieter: null,
    });
  });

  test('is nobody for a rule that does not fire in the week', () => {
    expect(loadOf('0 0 29 2 *', nightly)).toEqual({ minutes: [], quieter: null });
  });
});

describe('a quieter minute', () => {
  /** All of 02:30 to 02:40 are taken. */
  const busy = Array.from({ length: 11 }, (_, index) => cron(`s${index}`, `${30 + index} 2 * * *`));

  test('is the nearest of those with the fewest starts, and keeps the rest of the text', () => {
    expect(loadOf('30  2 * * MON-FRI', [...busy, cron('before', '20-29 2 * * *')])?.quieter).toEqual({
      when: '41  2 * * MON-FRI',
      timezone: 'Europe/Stockholm',
      text: '02:41',
    });
    expect(loadOf('32 2 * * *', busy)?.quieter?.when).toBe('29 2 * * *');
  });

  test('of several hours is that of all of them', () => {
    const others = [cron('one', '0 2 * * *'), cron('other', '1 4 * * *')];
    expect(loadOf('0 2,4 * * *', others)?.quieter).toMatchObject({ when: '2 2,4 * * *', text: 'minute 2' });
  });

  test('of every nth minute moves them all', () => {
    expect(loadOf('*/15 * * * *', [cron('one', '*/5 * * * *')])?.quieter).toMatchObject({
      when: '1-59/15 * * * *',
      text: 'minutes 1, 16, 31, 46',
    });
  });

  test('is none when nobody else starts, when all are as full, and for rules that are not moved so easily', () => {
    expect(loadOf('30 2 * * *', [])?.quieter).toBeNull();
    expect(loadOf('30 2 * * *', [cron('each', '* * * * *')])?.quieter).toBeNull();
    expect(loadOf('0,7 2 * * *', [cron('one', '0 2 * * *')])?.quieter).toBeNull();
    expect(loadOf('*/15 9-17 * * *', [cron('one', '0 9 * * *')])?.quieter).toBeNull();
  });

  test('meets no clock change that the rule did not meet', () => {
    // The clocks of Lord Howe skip 02:00 to 02:30.
    const others = Array.from({ length: 30 }, (_, index) =>
      cron(`s${index}`, `${30 + index} 2 * * *`, 'Australia/Lord_Howe'),
    );
    expect(loadOf('30 2 * * *', others, 'Australia/Lord_Howe')?.quieter).toBeNull();
  });
});

test('a thousand others are a matter of milliseconds, also when they start each minute', () => {
  const zones = Intl.supportedValuesOf('timeZone').slice(0, 20);
  const others = Array.from({ length: 1000 }, (_, index) =>
    cron(
      `s${index}`,
      index % 3 === 0 ? '* * * * *' : `${index % 60} ${index % 24} * * ${index % 7}`,
      zones[index % 20],
    ),
  );
  loadOf('* * * * *', others);
  const begun = performance.now();
  expect(loadOf('* * * * *', others)?.minutes[0]?.starts).toBeGreaterThan(334);
  // Some 50 ms; the bound is for a machine that is busy with other things.
  expect(performance.now() - begun).toBeLessThan(1000);
});
