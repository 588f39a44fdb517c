import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { ExecutorChange } from '../../../../src/executor/executor.ts';
import type { ExecutorOptions } from '../../../../src/executor/open-executor.ts';
import { longestSleepMs } from '../../../../src/executor/schedules/firing/scheduler.ts';
import type { UserError } from '../../../../src/model/errors.ts';
import { type ScheduleDraft, stalenessLeftMs } from '../../../../src/model/schedule.ts';
import { openProject } from '../../../helpers/executor-project.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { createScriptedPool } from '../../../helpers/scripted-pool.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

const tasks = { hello: taskSource('return 1;') };
const draft: ScheduleDraft = { name: 'nightly', target: 'task:hello', when: '30 2 * * *' };
const hour = 3_600_000;

async function open(options: Partial<ExecutorOptions> = {}) {
  const clock = makeFakeClock();
  const project = await openProject(tasks, { concurrency: 0, clock, ...options });
  /** The scheduler has nothing left to look at, and sleeps for as long as it ever does. */
  const timerIsSet = async () => {
    while (!clock.delays.includes(longestSleepMs)) await nextTurn();
  };
  const changes: ExecutorChange[] = [];
  project.executor.subscribe((change) => changes.push(change));
  /** Resolves once the claim is true; asked after every change of a schedule. */
  const until = (claim: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!claim()) return;
        unsubscribe();
        resolve();
      };
      const unsubscribe = project.executor.subscribe(check);
      check();
    });
  return Object.assign(project, { clock, schedules: project.executor.schedules, changes, until, timerIsSet });
}

const refused = (asked: Promise<unknown>): Promise<UserError> =>
  asked.then(
    () => expect.fail('it was not refused'),
    (error) => error,
  );

const types = (project: Awaited<ReturnType<typeof open>>, ref: string) =>
  project.schedules.listEvents(ref, 0, 100).map(({ type }) => type.replace('schedule.', ''));

describe('pausing', () => {
  test('has a reason and an end, which a second pause replaces', async () => {
    await using project = await open();
    const { id } = await project.schedules.create(draft, 'anna');
    const until = '2026-01-03T00:00:00.000Z';
    const paused = await project.schedules.pause(id, { reason: 'holiday', until }, 'ben');
    expect(paused).toMatchObject({
      status: 'paused',
      pausedReason: 'holiday',
      pausedUntil: until,
      pausedAt: '2026-01-01T00:00:00.000Z',
      nextFireAt: null,
      version: 2,
    });
    project.clock.advance(hour);
    const again = await project.schedules.pause(id, { reason: null, until: null }, 'ben');
    expect(again).toMatchObject({ pausedReason: null, pausedUntil: null, pausedAt: paused.pausedAt });
    const error = await refused(
      project.schedules.pause(id, { reason: null, until: '2025-01-01T00:00:00Z' }, 'ben'),
    );
    expect(error.problems).toMatchObject([{ member: 'pausedUntil' }]);
  });

  test('is made and ended by a change of the status as well', async () => {
    await using project = await open();
    const { id } = await project.schedules.create(
      { ...draft, status: 'paused', pausedReason: 'not yet' },
      'anna',
    );
    expect(project.schedules.get(id)).toMatchObject({
      status: 'paused',
      pausedReason: 'not yet',
      nextFireAt: null,
    });
    const active = await project.schedules.update(id, { status: 'active', note: 'now' }, 'ben', 1);
    expect(active).toMatchObject({ status: 'active', pausedReason: null, note: 'now', version: 3 });
    const paused = await project.schedules.update(id, { status: 'paused', pausedReason: 'why' }, 'ben', null);
    expect(paused).toMatchObject({ status: 'paused', pausedReason: 'why' });
    const later = await project.schedules.update(id, { pausedUntil: '2026-02-01T00:00:00Z' }, 'ben', null);
    expect(later).toMatchObject({ pausedReason: 'why', pausedUntil: '2026-02-01T00:00:00.000Z' });
    expect(types(project, id)).toEqual(['created', 'edited', 'resumed', 'paused', 'paused']);
  });

  test.each([
    [null, 3, 0],
    ['latest', 3, 1],
    ['all', 3, 3],
  ] as const)('resuming with %s: of %i slots %i start', async (missed, count, starts) => {
    await using project = await open();
    const { id } = await project.schedules.create(draft, 'anna');
    await project.schedules.pause(id, { reason: null, until: null }, 'ben');
    project.clock.advance(72 * hour);
    const preview = await project.schedules.previewResume(id, missed);
    expect(preview).toMatchObject({ missed: count, next: '2026-01-04T02:30:00.000Z' });
    expect(preview.startsNow).toEqual(
      ['2026-01-01', '2026-01-02', '2026-01-03'].slice(3 - starts).map((day) => `${day}T02:30:00.000Z`),
    );
    await project.schedules.resume(id, missed, 'ben');
    await project.until(() => project.schedules.get(id).nextFireAt === '2026-01-04T02:30:00.000Z');
    const { items } = project.schedules.listSlots(id, {});
    expect(items.filter(({ outcome }) => outcome === 'fired').map(({ at }) => at)).toEqual(
      preview.startsNow.toReversed(),
    );
    expect(items).toHaveLength(count);
    expect(items.filter(({ outcome }) => outcome === 'missed').map(({ cause }) => cause)).toEqual(
      Array.from({ length: count - starts }, () => 'paused'),
    );
    expect(project.executor.countRuns({ scheduleId: id }).pending > 0).toBe(starts > 0);
  });

  test('slots that are too old to be caught up are not counted', async () => {
    await using project = await open();
    const { id } = await project.schedules.create({ ...draft, missedMaxAgeSeconds: 86_400 }, 'anna');
    await project.schedules.pause(id, { reason: null, until: null }, 'ben');
    project.clock.advance(72 * hour);
    for (const missed of ['skip', 'latest', 'all'] as const) {
      expect(await project.schedules.previewResume(id, missed)).toMatchObject({
        missed: 1,
        startsNow: missed === 'skip' ? [] : ['2026-01-03T02:30:00.000Z'],
      });
    }
  });

  test('a slot that waits for its jitter is not due yet, and is not counted', async () => {
    await using project = await open();
    const { id } = await project.schedules.create(
      { ...draft, when: '0 * * * *', jitterSeconds: 86_400 },
      'anna',
    );
    await project.schedules.pause(id, { reason: null, until: null }, 'ben');
    project.clock.advance(hour + 1_000);
    const { missed, next } = await project.schedules.previewResume(id, 'all');
    expect(missed).toBeLessThanOrEqual(1);
    expect(next).toBe('2026-01-01T02:00:00.000Z');
  });

  test('gives it its whole budget until it is stale, for whoever counts down', async () => {
    await using project = await open();
    const { id } = await project.schedules.create({ ...draft, maxStalenessSeconds: 3600 }, 'anna');
    expect(stalenessLeftMs(project.schedules.get(id), project.clock.now())).toBe(hour);
    const asked = await project.schedules.pause(id, { reason: null, until: null }, 'anna');
    expect(stalenessLeftMs(asked, project.clock.now())).toBeNull();
    project.clock.advance(5 * hour);
    const resumed = await project.schedules.resume(id, 'skip', 'anna');
    expect(resumed.staleSince).toBeNull();
    expect(stalenessLeftMs(resumed, project.clock.now())).toBe(hour);
  });

  test('resuming what is not paused changes nothing', async () => {
    await using project = await open();
    const made = await project.schedules.create(draft, 'anna');
    expect(await project.schedules.resume(made.id, 'all', 'ben')).toEqual(made);
    expect(await project.schedules.previewResume(made.id, 'all')).toMatchObject({ missed: 0, startsNow: [] });
  });
});

describe('the end of a schedule', () => {
  test('cancelled, it fires no more and cannot be resumed', async () => {
    await using project = await open();
    const { id } = await project.schedules.create(draft, 'anna');
    const done = await project.schedules.cancel(id, 'ben');
    expect(done).toMatchObject({ status: 'paused', phase: 'cancelled', phaseReason: 'cancelled by ben' });
    expect(done.completedAt).not.toBeNull();
    // As after a lost answer.
    expect(await project.schedules.cancel(id, 'cecilia')).toEqual(done);
    for (const again of [
      project.schedules.resume(id, null, 'ben'),
      project.schedules.pause(id, { reason: null, until: null }, 'ben'),
      project.schedules.update(id, { status: 'active' }, 'ben', null),
    ]) {
      expect(await refused(again)).toMatchObject({ kind: 'conflict' });
    }
    project.clock.advance(48 * hour);
    expect(project.schedules.listSlots(id, {}).items).toEqual([]);
  });

  test('deleted, it is in no list and fires no more; a status brings it back with all it had', async () => {
    await using project = await open();
    const { id } = await project.schedules.create(draft, 'anna');
    const { run } = await project.schedules.trigger(id, { key: null, name: null }, 'anna');
    const gone = await project.schedules.remove(id, 'ben');
    expect(gone).toMatchObject({ status: 'deleting', phase: 'archived', nextFireAt: null });
    expect(await project.schedules.remove(id, 'ben')).toEqual(gone);
    expect(project.schedules.list({}, {}).items).toEqual([]);
    expect(project.schedules.list({ status: 'deleting' }, {}).items).toEqual([gone]);
    expect(() => project.schedules.get('nightly')).toThrow(/no schedule/);
    expect(project.schedules.get(id)).toEqual(gone);
    expect(project.executor.getRun(run.id).scheduleId).toBe(id);
    expect(await refused(project.schedules.update(id, { note: 'x' }, 'ben', null))).toMatchObject({
      kind: 'conflict',
    });
    expect(await refused(project.schedules.trigger(id, { key: null, name: null }, 'b'))).toMatchObject({
      kind: 'conflict',
    });
    project.clock.advance(24 * hour);
    const back = await project.schedules.update(id, { status: 'active' }, 'ben', null);
    expect(back).toMatchObject({ status: 'active', name: 'nightly' });
    await project.until(() => project.schedules.get(id).nextFireAt === '2026-01-02T02:30:00.000Z');
    expect(project.schedules.listSlots(id, {}).items).toMatchObject([{ outcome: 'missed', cause: 'paused' }]);
    expect(types(project, id)).toEqual(['created', 'triggered', 'deleted', 'restored', 'missed']);
  });

  test('what was paused when it was deleted may come back paused', async () => {
    await using project = await open();
    const { id } = await project.schedules.create(draft, 'anna');
    await project.schedules.pause(id, { reason: 'why', until: null }, 'ben');
    await project.schedules.remove(id, 'ben');
    const back = await project.schedules.update(id, { status: 'paused' }, 'ben', null);
    expect(back).toMatchObject({ status: 'paused', pausedReason: 'why', phase: 'active' });
  });

  test('a changed time begins again what had completed, and not what was cancelled', async () => {
    const pool = createScriptedPool();
    await using project = await open({ concurrency: 1, pool });
    const once = { ...draft, kind: 'one-off', when: '2026-01-01T01:00:00Z' } as const;
    const { id } = await project.schedules.create(once, 'anna');
    await project.timerIsSet();
    project.clock.advance(hour);
    const attempt = await pool.next();
    expect(project.schedules.get(id)).toMatchObject({ phase: 'in-progress', runCount: 1 });
    attempt.end({ output: 'done' });
    await project.until(() => project.schedules.get(id).phase === 'completed');
    expect(project.schedules.get(id)).toMatchObject({ status: 'paused', nextFireAt: null });
    expect(await refused(project.schedules.resume(id, null, 'ben'))).toMatchObject({ kind: 'conflict' });
    const again = await project.schedules.update(id, { when: '2026-01-02T01:00:00Z' }, 'ben', null);
    expect(again).toMatchObject({ status: 'active', completedAt: null, runCount: 1, version: 2 });
    expect(again.nextFireAt).toBe('2026-01-02T01:00:00.000Z');
    await project.schedules.cancel(id, 'ben');
    const late = project.schedules.update(id, { when: '2026-01-03T01:00:00Z' }, 'ben', null);
    expect(await refused(late)).toMatchObject({ kind: 'conflict' });
  });
});

describe('triggering', () => {
  test('creates a run at once, also of a paused one, and says who did it', async () => {
    await using project = await open();
    const { id } = await project.schedules.create({ ...draft, config: { a: 1 }, timeoutSeconds: 7 }, 'anna');
    await project.schedules.pause(id, { reason: null, until: null }, 'anna');
    const { run, schedule, duplicate } = await project.schedules.trigger(
      'nightly',
      { key: null, name: null },
      'ben',
    );
    expect(duplicate).toBe(false);
    expect(run).toMatchObject({
      scheduleId: id,
      slot: null,
      name: 'nightly (manual)',
      triggerKind: 'manual',
      triggerId: id,
      config: { a: 1 },
      timeoutSeconds: 7,
      status: 'pending',
    });
    expect(schedule).toMatchObject({ status: 'paused', phase: 'in-progress', runCount: 0 });
    expect(project.schedules.listEvents(id, 0, 9).at(-1)).toMatchObject({
      type: 'schedule.triggered',
      payload: { by: 'ben', run_id: run.id },
    });
    expect(project.schedules.listSlots(id, {}).items).toEqual([]);
  });

  test('with one key creates one run, also when both are asked at once; another schedule has its own', async () => {
    await using project = await open();
    const { id } = await project.schedules.create(draft, 'anna');
    const other = await project.schedules.create({ ...draft, name: 'other' }, 'anna');
    const how = { key: 'schedule-run:1', name: 'mine' };
    const both = await Promise.all([1, 2].map(() => project.schedules.trigger(id, how, 'anna')));
    expect(new Set(both.map(({ run }) => run.id)).size).toBe(1);
    expect(both.map(({ duplicate }) => duplicate).toSorted()).toEqual([false, true]);
    expect((await project.schedules.trigger(id, how, 'anna')).duplicate).toBe(true);
    expect((await project.schedules.trigger(other.id, how, 'anna')).duplicate).toBe(false);
    expect(project.executor.countRuns({ scheduleId: id }).pending).toBe(1);
    await project.reopen();
    const later = await project.executor.schedules.trigger(id, how, 'anna');
    expect(later).toMatchObject({ duplicate: true, run: { name: 'mine' } });
  });
});

describe('listeners', () => {
  test('hear of every change after it is durable, with the run that comes with it', async () => {
    await using project = await open();
    const { id } = await project.schedules.create(draft, 'anna');
    await project.schedules.pause(id, { reason: null, until: null }, 'ben');
    await project.schedules.trigger(id, { key: null, name: null }, 'ben');
    const told = project.changes.flatMap((change) => (change.kind === 'schedule' ? [change.schedule] : []));
    expect(told.map(({ status, phase }) => `${status} ${phase}`)).toEqual([
      'active active',
      'paused active',
      'paused in-progress',
    ]);
  });
});
