import { describe, expect, test } from 'vitest';
import { documentedAbilities } from '../../../src/client/documented-abilities.ts';
import { refuseChanged, refuseDropped, refuseUnkept } from '../../../src/client/schedule-settings.ts';
import { sampleSchedule } from '../../helpers/sample-schedule.ts';

const documented = documentedAbilities('https://api.example.com');

describe('settings that a server has no place for', () => {
  test('are all named, each with its reason', () => {
    const draft = { name: 'n', target: 'task:a', when: '0 0 * * *', note: 'x', until: 'runs > 3' };
    expect(() => refuseUnkept(documented, 'schedules', draft, 'create')).toThrow(
      'This server cannot keep until, note: This server has no such setting.',
    );
  });

  test('are none where they say no more than their absence', () => {
    const draft = {
      name: 'n',
      target: 'task:a',
      when: '0 0 * * *',
      kind: 'scheduled',
      status: 'active',
      jitterSeconds: 0,
      note: null,
      dependsOn: [],
    } as const;
    for (const generation of ['schedules', 'cron-jobs'] as const) {
      expect(() => refuseUnkept(documented, generation, draft, 'create')).not.toThrow();
    }
  });

  test('differ between the generations, and between creating and changing', () => {
    const refuse =
      (generation: 'schedules' | 'cron-jobs', doing: 'create' | 'change', change: object) => () =>
        refuseUnkept(documented, generation, change, doing);
    expect(refuse('cron-jobs', 'create', { maxRuns: 3 })).toThrow('max_runs');
    expect(refuse('schedules', 'create', { maxRuns: 3 })).not.toThrow();
    expect(refuse('cron-jobs', 'create', { target: 'task:a' })).not.toThrow();
    expect(refuse('cron-jobs', 'change', { target: 'task:a' })).toThrow('after the schedule was created');
    expect(refuse('cron-jobs', 'change', { status: 'paused' })).not.toThrow();
    expect(refuse('cron-jobs', 'create', { status: 'paused' })).toThrow('once it has been created');
  });
});

describe('what a server of another make answers', () => {
  test('is what was asked for', () => {
    const answer = sampleSchedule({ concurrencyPolicy: 'Replace' });
    expect(refuseDropped({ concurrencyPolicy: 'Replace', when: answer.when }, answer)).toBe(answer);
  });

  test('may lack something: that is said, with the id of what was saved', () => {
    const answer = sampleSchedule({ maxRuns: null });
    expect(() => refuseDropped({ maxRuns: 3 }, answer)).toThrow(
      expect.objectContaining({
        kind: 'unsupported',
        message: 'The server saved "hello-at-night", but did not keep max_runs',
        fix: expect.stringContaining(answer.id),
      }),
    );
  });
});

describe('a record without a version', () => {
  const before = sampleSchedule({ updatedAt: '2026-01-01T00:00:00.000Z' });
  const later = { ...before, updatedAt: '2026-01-02T00:00:00.000Z' };

  test('that has only fired since it was read is the same', () => {
    const fired = { ...later, lastFireAt: '2026-01-02T00:00:00.000Z', runCount: 1 };
    expect(() => refuseChanged(before, fired)).not.toThrow();
  });

  test('that others have changed is not overwritten: what differs is named', () => {
    expect(() => refuseChanged(before, { ...later, when: '0 0 * * *', status: 'paused' })).toThrow(
      expect.objectContaining({ kind: 'conflict', message: expect.stringContaining('schedule, status') }),
    );
  });
});
