import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { UserError } from '../../../../src/model/errors.ts';
import type { ScheduleChange, ScheduleDraft } from '../../../../src/model/schedule.ts';
import { openProject } from '../../../helpers/executor-project.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

const schema = { type: 'object', properties: { count: { type: 'integer' } }, additionalProperties: false };
const tasks = {
  hello: taskSource('return 1;'),
  strict: taskSource('return 2;', { inputSchema: schema }),
  broken: 'export default {\n  run( => 1\n};\n',
};
const draft: ScheduleDraft = { name: 'nightly', target: 'task:hello', when: '30 2 * * *' };
const page = {};
const hostileNames = [
  '\u001b[2J\u001b]0;owned\u0007',
  "'; DROP TABLE schedules; --",
  '%_\\',
  '\u202eexe.nightly',
  'a\u0000b',
  '👩‍👩‍👧'.repeat(20),
  '__proto__',
  '../../etc/passwd',
];

async function open() {
  const clock = makeFakeClock();
  const project = await openProject(tasks, { concurrency: 0, clock });
  return Object.assign(project, { clock, schedules: project.executor.schedules });
}

const refused = (asked: Promise<unknown>): Promise<UserError> =>
  asked.then(
    () => expect.fail('it was not refused'),
    (error) => error,
  );

describe('creating a schedule', () => {
  test('fills in the documented defaults and reckons the next slot', async () => {
    await using project = await open();
    const made = await project.schedules.create(draft, 'anna');
    expect(made).toMatchObject({
      projectId: project.executor.project.id,
      name: 'nightly',
      kind: 'scheduled',
      when: '30 2 * * *',
      timezone: 'UTC',
      status: 'active',
      phase: 'active',
      config: {},
      timeoutSeconds: 300,
      backoffLimit: 3,
      concurrencyPolicy: 'Forbid',
      missedPolicy: 'skip',
      nextFireAt: '2026-01-01T02:30:00.000Z',
      runCount: 0,
      missedFires: 0,
      version: 1,
      definedIn: 'manual',
      createdBy: null,
    });
    expect(project.schedules.get('nightly')).toEqual(made);
    expect(project.schedules.get(made.id.slice(-6))).toEqual(made);
    expect(project.schedules.listEvents(made.id, 0, 10)).toMatchObject([
      { type: 'schedule.created', level: 'info', payload: { by: 'anna', version: 1 } },
    ]);
  });

  test('keeps the text of the rule byte for byte, and all that is given', async () => {
    await using project = await open();
    const given: Partial<ScheduleDraft> = {
      when: ' 30  2 * * MON-FRI ',
      timezone: 'Europe/Stockholm',
      config: { a: [1, null] },
      concurrencyPolicy: 'Replace',
      missedPolicy: 'all',
      missedMaxAgeSeconds: 3600,
      jitterSeconds: 30,
      startAt: '2026-02-01T00:00:00+01:00',
      endAt: '2026-03-01T00:00:00Z',
      maxRuns: 7,
      maxStalenessSeconds: 90_000,
      note: 'why\nit is there',
    };
    const made = await project.schedules.create({ ...draft, ...given }, 'anna');
    expect(made).toMatchObject({
      ...given,
      startAt: '2026-01-31T23:00:00.000Z',
      endAt: '2026-03-01T00:00:00.000Z',
    });
    expect(made).toMatchObject({ phase: 'pending', nextFireAt: '2026-02-02T01:30:00.000Z' });
  });

  test.each<[Partial<ScheduleDraft>, string, RegExp]>([
    [{ kind: 'one-off', when: '2026-01-05T09:00:00+01:00' }, '2026-01-05T08:00:00.000Z', /pending/],
    [{ kind: 'recurring', when: 'PT15M' }, '2026-01-01T00:15:00.000Z', /active/],
    [
      { kind: 'recurring', when: 'PT15M', startAt: '2026-01-02T00:07:00Z' },
      '2026-01-02T00:07:00.000Z',
      /pending/,
    ],
  ])('%j fires first at %s', async (members, first, phase) => {
    await using project = await open();
    const made = await project.schedules.create({ ...draft, ...members }, 'anna');
    expect(made.nextFireAt).toBe(first);
    expect(made.phase).toMatch(phase);
    expect(made.missedPolicy).toBe(members.kind === 'one-off' ? 'latest' : 'skip');
  });

  test.each<[Partial<ScheduleDraft>, string, RegExp]>([
    [{ name: '' }, 'name', /1 to 256 characters/],
    [{ name: ' \t' }, 'name', /can be seen/],
    [{ name: 'x'.repeat(257) }, 'name', /has 257/],
    [{ when: '61 * * * *' }, 'when', /61/],
    [{ when: '* * * *' }, 'when', /Five fields are needed/],
    [{ when: '0 0 31 2 *' }, 'when', /never fires/],
    [{ when: 'x'.repeat(300) }, 'when', /1 to 256/],
    [{ timezone: 'Europe/Stokholm' }, 'timezone', /Europe\/Stockholm/],
    [{ timezone: '+01:00' }, 'timezone', /no IANA timezone/],
    [{ kind: 'one-off', when: 'tomorrow' }, 'when', /no instant/],
    [{ kind: 'one-off', when: '2025-12-31T00:00:00Z' }, 'when', /has passed/],
    [{ kind: 'recurring', when: 'PT0S' }, 'when', /whole number of seconds/],
    [{ kind: 'recurring', when: 'P1M' }, 'when', /differ in length/],
    [{ startAt: '2026-03-02T00:00:00Z', endAt: '2026-03-01T00:00:00Z' }, 'endAt', /not after the start/],
    [{ endAt: '2025-03-01T00:00:00Z' }, 'endAt', /has passed/],
    [{ startAt: 'soon' }, 'startAt', /no instant/],
    [{ timeoutSeconds: 0 }, 'timeoutSeconds', /from 1 to 86400/],
    [{ backoffLimit: 101 }, 'backoffLimit', /from 0 to 100/],
    [{ jitterSeconds: 86_401 }, 'jitterSeconds', /from 0 to 86400/],
    [{ maxRuns: 0 }, 'maxRuns', /from 1/],
    [{ maxRuns: 1.5 }, 'maxRuns', /whole number/],
    [{ missedMaxAgeSeconds: -1 }, 'missedMaxAgeSeconds', /from 1/],
    [{ maxStalenessSeconds: 0 }, 'maxStalenessSeconds', /from 1/],
    [{ until: 'true' }, 'until', /only an ongoing schedule/],
    [{ kind: 'ongoing', when: 'PT1S', until: 'output.' }, 'until', /./],
    [{ dependsOn: ['nobody'] }, 'dependsOn', /no schedule "nobody"/],
    [{ note: 'x'.repeat(4097) }, 'note', /4096/],
    [{ config: { a: 'x'.repeat(70_000) } }, 'config', /at most 65536/],
    [{ target: 'task:helo' }, 'target', /Did you mean "task:hello"/],
    [{ target: 'task:broken' }, 'target', /tasks\/broken\.ts:2/],
    [{ target: 'agent:writer' }, 'target', /does not run agents/],
    [{ target: 'task:strict', config: { count: 'x' } }, 'config', /count must be integer/],
  ])('%j is refused', async (members, member, why) => {
    await using project = await open();
    const error = await refused(project.schedules.create({ ...draft, ...members }, 'anna'));
    expect(error).toMatchObject({ kind: 'invalid' });
    expect(error.problems.map((problem) => problem.member)).toContain(member);
    expect(error.problems.find((problem) => problem.member === member)?.message).toMatch(why);
    expect(project.schedules.list({}, page).items).toEqual([]);
  });

  test('tells all that is wrong at once, with the characters that are meant', async () => {
    await using project = await open();
    const wrong = { ...draft, when: '0 25 * * *', timezone: 'Mars', maxRuns: 0 };
    const error = await refused(project.schedules.create(wrong, 'anna'));
    expect(error.problems).toMatchObject([
      { member: 'maxRuns' },
      { member: 'when', field: 'hour', from: 2, to: 4 },
      { member: 'timezone' },
    ]);
    expect(error.message).toMatch(/^max_runs: .*; schedule: .*; timezone: /);
  });

  test('keeps hostile names as they are, and finds each by its name', async () => {
    await using project = await open();
    for (const name of hostileNames) {
      const made = await project.schedules.create({ ...draft, name, note: name }, name);
      expect(made).toMatchObject({ name, note: name });
      expect(project.schedules.get(name).id).toBe(made.id);
    }
  });

  test('answers the nearest names where there is none, and candidates where there are several', async () => {
    await using project = await open();
    await project.schedules.create(draft, 'anna');
    expect(() => project.schedules.get('nightli')).toThrow(/There is no schedule "nightli"/);
    await project.schedules.create(draft, 'anna');
    expect(() => project.schedules.get('nightly')).toThrow(/more than one schedule/);
  });
});

describe('changing a schedule', () => {
  test('changes what is given, clears what is null, and counts versions', async () => {
    await using project = await open();
    const made = await project.schedules.create({ ...draft, note: 'a', maxRuns: 3 }, 'anna');
    const changed = await project.schedules.update(made.id, { note: null, timeoutSeconds: 60 }, 'ben', 1);
    expect(changed).toMatchObject({ note: null, timeoutSeconds: 60, maxRuns: 3, version: 2 });
    expect(project.schedules.listEvents(made.id, 0, 10).at(-1)).toMatchObject({
      type: 'schedule.edited',
      message: 'Changed by ben: timeout 300 → 60; note a → none',
      payload: { by: 'ben', version: 2, changes: [{ member: 'timeoutSeconds', from: 300, to: 60 }, {}] },
    });
    expect(await project.schedules.update(made.id, { note: null }, 'ben', 2)).toMatchObject({ version: 2 });
  });

  test('reckons a changed rule from now, and leaves the slot of an unchanged one', async () => {
    await using project = await open();
    const { id } = await project.schedules.create(draft, 'anna');
    const renamed = await project.schedules.update(id, { name: 'other' }, 'ben', null);
    expect(renamed.nextFireAt).toBe('2026-01-01T02:30:00.000Z');
    const moved = await project.schedules.update(
      id,
      { when: '0 1 * * *', timezone: 'Asia/Kolkata' },
      'ben',
      null,
    );
    expect(moved.nextFireAt).toBe('2026-01-01T19:30:00.000Z');
  });

  test('of another kind has the policy that is usual for it, unless somebody chose one', async () => {
    await using project = await open();
    const once = { kind: 'one-off', when: '2026-01-05T00:00:00Z' } as const;
    const usual = await project.schedules.create(draft, 'anna');
    const chosen = await project.schedules.create({ ...draft, missedPolicy: 'all' }, 'anna');
    const kept = await project.schedules.create(draft, 'anna');
    const policies = [
      await project.schedules.update(usual.id, once, 'ben', null),
      await project.schedules.update(chosen.id, once, 'ben', null),
      await project.schedules.update(kept.id, { ...once, missedPolicy: 'skip' }, 'ben', null),
    ].map(({ missedPolicy }) => missedPolicy);
    expect(policies).toEqual(['latest', 'all', 'skip']);
  });

  test('refuses a change from an older version, and tells who changed what and when', async () => {
    await using project = await open();
    const { id } = await project.schedules.create(draft, 'anna');
    await project.schedules.update(id, { timezone: 'Europe/Stockholm' }, 'ben', 1);
    await project.schedules.pause(id, { reason: 'holiday', until: null }, 'cecilia');
    const error = await refused(project.schedules.update(id, { when: '0 3 * * *' }, 'anna', 1));
    expect(error).toMatchObject({ kind: 'conflict', currentVersion: 3 });
    expect(error.message).toContain(
      'Changed by ben: timezone UTC → Europe/Stockholm (2026-01-01T00:00:00.000Z)',
    );
    expect(error.message).toContain('Paused by cecilia: holiday');
    expect(project.schedules.get(id)).toMatchObject({ when: '30 2 * * *', version: 3 });
  });

  test('of two changes from one version, one is a conflict; without a version both are made', async () => {
    await using project = await open();
    const { id } = await project.schedules.create(draft, 'anna');
    const change = (note: string, version: number | null) =>
      project.schedules.update(id, { note }, 'anna', version);
    const race = await Promise.allSettled([change('a', 1), change('b', 1)]);
    expect(race.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const both = await Promise.all([
      change('c', null),
      project.schedules.update(id, { maxRuns: 9 }, 'b', null),
    ]);
    expect(both.map(({ version }) => version).toSorted()).toEqual([3, 4]);
    expect(project.schedules.get(id)).toMatchObject({ note: 'c', maxRuns: 9 });
  });

  test('a target that is gone keeps nobody from changing something else', async () => {
    await using project = await open();
    const { id } = await project.schedules.create({ ...draft, target: 'task:strict' }, 'anna');
    rmSync(join(project.projectDir, 'tasks', 'strict.ts'));
    expect(await project.schedules.update(id, { when: '0 4 * * *' }, 'ben', null)).toMatchObject({
      version: 2,
    });
    const error = await refused(project.schedules.update(id, { config: { count: 1 } }, 'ben', null));
    expect(error.problems).toMatchObject([{ member: 'target' }]);
  });

  test.each<[ScheduleChange, string]>([
    [{ when: 'nonsense' }, 'when'],
    [{ kind: 'one-off' }, 'when'],
    [{ until: 'true' }, 'until'],
    [{ target: 'task:nobody' }, 'target'],
  ])('%j is refused, and nothing changes', async (change, member) => {
    await using project = await open();
    const made = await project.schedules.create(draft, 'anna');
    const error = await refused(project.schedules.update(made.id, change, 'ben', null));
    expect(error.problems[0]).toMatchObject({ member });
    expect(project.schedules.get(made.id)).toEqual(made);
  });

  test('refuses circles of dependencies, also one that two changes would close together', async () => {
    await using project = await open();
    const a = await project.schedules.create({ ...draft, name: 'a' }, 'anna');
    const b = await project.schedules.create({ ...draft, name: 'b', dependsOn: ['a'] }, 'anna');
    const c = await project.schedules.create({ ...draft, name: 'c', dependsOn: [b.id] }, 'anna');
    expect(b).toMatchObject({ dependsOn: [a.id], phase: 'blocked', phaseReason: 'waits for a' });
    const error = await refused(project.schedules.update(a.id, { dependsOn: ['c'] }, 'anna', null));
    expect(error.message).toContain('a → c → b → a');
    const self = await refused(project.schedules.update(a.id, { dependsOn: ['a'] }, 'anna', null));
    expect(self.message).toContain('itself');
    await project.schedules.update(c.id, { dependsOn: [] }, 'anna', null);
    const race = await Promise.allSettled([
      project.schedules.update(c.id, { dependsOn: ['b'] }, 'anna', null),
      project.schedules.update(a.id, { dependsOn: ['c'] }, 'anna', null),
    ]);
    expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
