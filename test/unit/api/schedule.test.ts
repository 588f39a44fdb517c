import { describe, expect, test } from 'vitest';
import { cronJobToWire, scheduleFromCronJob, wireCronJob } from '../../../src/api/cron-job.ts';
import { problemFromWire } from '../../../src/api/member-problem.ts';
import {
  scheduleToWire,
  wireSchedule,
  wireScheduleAnswer,
  wireScheduleList,
} from '../../../src/api/schedule.ts';
import {
  changeFromWire,
  changeToWire,
  draftFromWire,
  draftToWire,
  wireCreateSchedule,
  wireUpdateSchedule,
} from '../../../src/api/schedule-draft.ts';
import { scheduleFromWire } from '../../../src/api/schedule-from-wire.ts';
import { slotFromWire, slotToWire, wireSlot } from '../../../src/api/schedule-slot.ts';
import { draftMembers, kindFromWire, memberFromWire, memberToWire } from '../../../src/api/schedule-words.ts';
import type { Schedule, ScheduleDraft } from '../../../src/model/schedule.ts';
import type { Slot } from '../../../src/model/slot.ts';
import { sampleSchedule } from '../../helpers/sample-schedule.ts';

const full: Schedule = sampleSchedule({
  kind: 'ongoing',
  when: 'PT5M',
  phase: 'in-progress',
  phaseReason: 'a run of it is under way',
  status: 'paused',
  config: { who: 'me' },
  environmentId: 'e',
  lastFireAt: '2026-11-22T12:00:00.000Z',
  lastSuccessAt: '2026-11-22T12:00:01.000Z',
  nextFireAt: '2026-11-22T13:00:00.000Z',
  lastFailure: { at: '2026-11-22T11:00:00.000Z', code: 'error', message: 'no', runId: 'r' },
  pausedReason: 'bank',
  pausedAt: '2026-11-22T12:30:00.000Z',
  pausedUntil: '2026-11-23T12:30:00.000Z',
  missedPolicy: 'latest',
  missedMaxAgeSeconds: 60,
  jitterSeconds: 5,
  startAt: '2026-01-01T00:00:00.000Z',
  endAt: '2027-01-01T00:00:00.000Z',
  until: 'runs > 3',
  dependsOn: ['x'],
  note: 'n',
  maxRuns: 9,
  runCount: 3,
  missedFires: 2,
  lastMissedAt: '2026-11-20T02:30:00.000Z',
  maxStalenessSeconds: 3600,
  staleSince: '2026-11-22T13:00:00.000Z',
  staleAt: null,
  definedIn: 'source',
  sourcePath: 'schedules/a.ts',
  sourceTriggerId: 'a',
  sourceHash: 'h',
  version: 7,
});

describe('a schedule', () => {
  test('goes over the wire and back with every member', () => {
    const wire = JSON.parse(JSON.stringify(scheduleToWire(full)));
    expect(scheduleFromWire(wireSchedule.parse(wire))).toEqual(full);
  });

  test('of a newer server with words that are not known here counts as not told', () => {
    const wire = {
      ...scheduleToWire(full),
      kind: 'LUNAR',
      phase: 'DREAMING',
      missed_policy: 'some',
      more: 1,
    };
    const read = scheduleFromWire(wireSchedule.parse(wire));
    expect(read).toMatchObject({ kind: 'recurring', phase: null, missedPolicy: null, until: 'runs > 3' });
  });

  test('with a kind of target that is not known here keeps the name of it', () => {
    const wire = { ...scheduleToWire(full), target: { kind: 'poem', id: 'ode' } };
    expect(scheduleFromWire(wireSchedule.parse(wire)).target).toBe('poem:ode');
  });

  test('with a status that is not known here is listed as one that does not fire, and says why', () => {
    const list = { schedules: [{ ...scheduleToWire(full), status: 'hibernating', phase_reason: null }] };
    const [read] = wireScheduleList.parse(list).schedules.map(scheduleFromWire);
    expect(read).toMatchObject({ status: 'paused', phaseReason: expect.stringContaining('"hibernating"') });
    const cronJob = { ...cronJobToWire(full), status: 'hibernating' };
    expect(scheduleFromCronJob(wireCronJob.parse(cronJob))).toMatchObject({
      status: 'paused',
      phaseReason: expect.stringContaining('"hibernating"'),
    });
  });

  test('is read wrapped as well', () => {
    const wire = scheduleToWire(full);
    expect(wireScheduleAnswer.parse({ schedule: wire })).toEqual(wireScheduleAnswer.parse(wire));
  });
});

describe('a time rule without a kind', () => {
  test.each([
    ['0 3 * * *', 'scheduled'],
    ['2027-01-01T00:00:00Z', 'one-off'],
    [' 2027-01-01T00:00:00+01:00', 'one-off'],
    ['PT15M', 'recurring'],
    ['P1D', 'recurring'],
    ['', 'scheduled'],
    ['Peter', 'scheduled'],
  ])('%j is taken for %s', (text, kind) => {
    expect(kindFromWire(undefined, text)).toBe(kind);
  });
});

describe('a draft', () => {
  const draft: ScheduleDraft = {
    name: 'n',
    target: 'task:reports/weekly',
    kind: 'scheduled',
    when: '0  3 * * *',
    timezone: 'UTC',
    config: { a: 1 },
    timeoutSeconds: 9,
    backoffLimit: 0,
    concurrencyPolicy: 'Replace',
    missedPolicy: 'all',
    missedMaxAgeSeconds: 60,
    jitterSeconds: 5,
    startAt: '2026-01-01T00:00:00.000Z',
    endAt: null,
    maxRuns: 3,
    maxStalenessSeconds: 60,
    until: null,
    dependsOn: ['x'],
    note: 'n',
    status: 'paused',
    pausedReason: 'r',
    pausedUntil: null,
    environmentId: 'e',
    branchId: 'b',
  };

  test('goes over the wire and back with every member', () => {
    const wire = JSON.parse(JSON.stringify(draftToWire(draft)));
    expect(Object.keys(draft).toSorted()).toEqual([...draftMembers].toSorted());
    expect(draftFromWire(wireCreateSchedule.parse(wire))).toEqual(draft);
  });

  test('that changes one thing says nothing of the others', () => {
    const wire = JSON.parse(JSON.stringify(changeToWire({ note: null, maxStalenessSeconds: null })));
    expect(wire).toEqual({ note: null, health: { maxStalenessSeconds: null } });
    const change = changeFromWire(wireUpdateSchedule.parse(wire));
    expect(JSON.parse(JSON.stringify(change))).toEqual({ note: null, maxStalenessSeconds: null });
  });

  test.each([...draftMembers])('names %s the same way back', (member) => {
    expect(memberFromWire(memberToWire(member))).toBe(member);
  });

  test('is not understood worse for a problem with a member that is not known here', () => {
    const wire = { member: 'moon', field: 'crater', position: null, end: null, message: 'full' };
    expect(problemFromWire(wire)).toMatchObject({ member: 'when', field: null, message: 'full' });
  });
});

test('a slot goes over the wire and back; a cause of a newer server is told by its word', () => {
  const slot: Slot = {
    scheduleId: 's',
    at: '2026-01-01T00:00:00.000Z',
    outcome: 'skipped',
    cause: 'overlap',
    reasonText: 'run …1 was still under way',
    runId: null,
    decidedAt: '2026-01-01T00:00:01.000Z',
  };
  expect(slotFromWire(wireSlot.parse(slotToWire(slot)))).toEqual(slot);
  const newer = wireSlot.parse({ ...slotToWire(slot), cause: 'eclipse', reason_text: null });
  expect(slotFromWire(newer)).toMatchObject({ outcome: 'skipped', reasonText: 'eclipse' });
});
