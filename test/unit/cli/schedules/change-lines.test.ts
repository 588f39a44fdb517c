import { expect, test } from 'vitest';
import { changeLines, frequencyText, realChange } from '../../../../src/cli/schedules/change-lines.ts';
import { sampleSchedule } from '../../../helpers/sample-schedule.ts';

const schedule = {
  ...sampleSchedule(),
  when: '*/15 * * * *',
  timezone: 'UTC',
  jitterSeconds: 300,
  note: null,
};

test('what is the same already is no change', () => {
  expect(realChange(schedule, { when: '*/15 * * * *', timezone: 'UTC', note: null })).toEqual({});
  expect(realChange(schedule, { when: '0 2 * * *', timezone: 'UTC' })).toEqual({ when: '0 2 * * *' });
});

test('another kind goes with its rule', () => {
  expect(realChange(schedule, { kind: 'recurring', when: 'PT15M' })).toEqual({
    kind: 'recurring',
    when: 'PT15M',
  });
});

test('each member has a line, the time rule with how often it fires', () => {
  const change = {
    when: '30 2 * * *',
    timezone: 'Europe/Stockholm',
    jitterSeconds: 0,
    note: 'moved\u001b[2J',
  };
  expect(changeLines(schedule, change, frequencyText(35_040, 365))).toEqual([
    'cron            */15 * * * *  ->  30 2 * * *  (96 fires a day -> 1)',
    'timezone        UTC  ->  Europe/Stockholm',
    'jitter          5m  ->  0s',
    'note            -  ->  moved',
  ]);
});

test.each([
  [365, 525_600, '1 fire a day -> 1,440'],
  [12, 365, '12 fires a year -> 1 a day'],
  [365, 365, null],
  [null, 365, null],
])('%s fires a year and then %s are %s', (before, after, text) => {
  expect(frequencyText(before, after)).toBe(text);
});
