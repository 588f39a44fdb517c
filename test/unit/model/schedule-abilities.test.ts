import { describe, expect, test } from 'vitest';
import { type Access, abilities, type Capabilities } from '../../../src/model/capabilities.ts';
import {
  editUnsupported,
  pauseUnsupported,
  settingUnsupported,
} from '../../../src/model/schedule-abilities.ts';
import { sampleSchedule } from '../../helpers/sample-schedule.ts';

const why = 'This server does not offer it.';

function capabilitiesWith(able: readonly string[], access: Access = 'full'): Capabilities {
  const told = abilities.map((ability) => [ability, able.includes(ability) ? true : why]);
  return {
    server: 's',
    version: '1',
    access,
    generations: ['runs'],
    abilities: Object.fromEntries(told) as Capabilities['abilities'],
  };
}

const documented = capabilitiesWith(['schedules']);
const local = capabilitiesWith(['schedules', 'scheduleEdit', 'schedulePolicies']);
const manual = sampleSchedule();
const cronJob = sampleSchedule({ generation: 'cron-jobs' });
const inFile = sampleSchedule({ definedIn: 'source', sourcePath: 'schedules/a.ts' });

describe('pausing', () => {
  test.each([
    ['the local server, one of its own', local, manual, null],
    ['the local server, one of a file', local, inFile, null],
    [
      'a documented one, one of a file',
      documented,
      inFile,
      'It is defined in schedules/a.ts: change it there.',
    ],
    ['a documented one', documented, manual, `This server has no call that pauses a schedule. ${why}`],
    ['a documented one with cron jobs', documented, cronJob, null],
    ['a server of which nothing is known yet', null, manual, null],
  ])('%s', (_, capabilities, schedule, reason) => {
    expect(pauseUnsupported(capabilities, schedule)).toBe(reason);
  });

  test('a token that only reads is the reason that is told', () => {
    const reading = capabilitiesWith(['schedules', 'schedulePolicies'], 'read-only');
    expect(pauseUnsupported(reading, manual)).toBe('The token of this connection only reads.');
    expect(editUnsupported(reading, cronJob)).toBe('The token of this connection only reads.');
  });
});

describe('changing', () => {
  test.each([
    ['the local server', local, manual, null],
    ['what a file defines', local, inFile, 'It is defined in schedules/a.ts: change it there.'],
    ['a documented one', documented, manual, `This server has no call that changes a schedule. ${why}`],
    ['a cron job', documented, cronJob, null],
  ])('%s', (_, capabilities, schedule, reason) => {
    expect(editUnsupported(capabilities, schedule)).toBe(reason);
  });
});

describe('a setting', () => {
  const grey = (generation: 'schedules' | 'cron-jobs', doing: 'create' | 'change') =>
    (
      ['name', 'kind', 'concurrencyPolicy', 'maxRuns', 'missedPolicy', 'target', 'status', 'note'] as const
    ).filter((member) => settingUnsupported(documented, generation, member, doing) !== null);

  test('is never grey on the local server, nor before anything is known', () => {
    expect(settingUnsupported(local, 'schedules', 'until')).toBeNull();
    expect(settingUnsupported(null, 'schedules', 'until')).toBeNull();
  });

  test('is grey where nothing documents it', () => {
    expect(grey('schedules', 'create')).toEqual(['kind', 'missedPolicy', 'status', 'note']);
    expect(grey('cron-jobs', 'create')).toEqual(['kind', 'maxRuns', 'missedPolicy', 'status', 'note']);
    expect(grey('cron-jobs', 'change')).toEqual(['kind', 'maxRuns', 'missedPolicy', 'target', 'note']);
  });
});
