import { describe, expect, test } from 'vitest';
import type { ExecutorOptions } from '../../../../src/executor/open-executor.ts';
import { defaultSettings } from '../../../../src/executor/settings/executor-settings.ts';
import type { UserError } from '../../../../src/model/errors.ts';
import type { ScheduleDraft } from '../../../../src/model/schedule.ts';
import { openProject } from '../../../helpers/executor-project.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { createScriptedPool } from '../../../helpers/scripted-pool.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

const tasks = { hello: taskSource('return 1;') };
const draft: ScheduleDraft = { name: 'hourly', target: 'task:hello', when: '0 * * * *' };
const range = { from: '2025-12-31T20:00:00Z', to: '2026-01-01T00:00:00Z', dryRun: false };

const open = async (concurrency = 0, options: Partial<ExecutorOptions> = {}) => {
  const pool = createScriptedPool();
  const project = await openProject(tasks, { concurrency, clock: makeFakeClock(), pool, ...options });
  return Object.assign(project, { pool, schedules: project.executor.schedules });
};

const refused = (asked: Promise<unknown>): Promise<UserError> =>
  asked.then(
    () => expect.fail('it was not refused'),
    (error) => error,
  );

const hours = (...of: number[]) => of.map((hour) => `2025-12-31T${hour}:00:00.000Z`);

describe('a backfill', () => {
  test('only tells what it would do when it is asked so', async () => {
    await using project = await open();
    const { id } = await project.schedules.create(draft, 'anna');
    const told = await project.schedules.backfill(id, { ...range, dryRun: true }, 'ben');
    expect(told).toEqual({ slots: hours(20, 21, 22, 23), alreadyFired: 0, runIds: [], batchId: null });
    expect(project.executor.countRuns({ scheduleId: id }).pending).toBe(0);
    expect(project.schedules.listSlots(id, {}).items).toEqual([]);
  });

  test('creates a run for each slot without one, in one batch, each after the one before', async () => {
    await using project = await open(1);
    const { id } = await project.schedules.create(draft, 'anna');
    const done = await project.schedules.backfill(id, range, 'ben');
    expect(done.slots).toEqual(hours(20, 21, 22, 23));
    const runs = done.runIds.map((runId) => project.executor.getRun(runId));
    expect(runs.map(({ slot }) => slot)).toEqual(done.slots);
    expect(runs.map(({ dependsOn }) => dependsOn[0] ?? null)).toEqual([null, ...done.runIds.slice(0, -1)]);
    for (const run of runs) {
      expect(run).toMatchObject({
        scheduleId: id,
        batchId: done.batchId,
        name: 'hourly',
        triggerKind: 'schedule',
        triggerId: id,
      });
    }
    expect(project.schedules.listSlots(id, {}).items).toMatchObject(
      done.runIds.map((runId) => ({ outcome: 'fired', cause: 'backfill', runId })).toReversed(),
    );
    expect(project.schedules.listEvents(id, 0, 9).at(-1)).toMatchObject({
      type: 'schedule.backfilled',
      payload: { by: 'ben', batch_id: done.batchId, runs: 4 },
    });
    // A failure in between keeps none of the others from running.
    for (const slot of done.slots) {
      const attempt = await project.pool.next();
      expect(attempt.spec.slot).toBe(slot);
      attempt.end({ reason: 'exit', exitCode: 1 });
      await project.until(attempt.spec.runId, ({ notBefore }) => notBefore !== null);
      await project.executor.cancelRun(attempt.spec.runId, 'test');
    }
  });

  test('leaves a slot that has fired as it is, and fills one that was missed', async () => {
    await using project = await open();
    const { id } = await project.schedules.create(draft, 'anna');
    const first = await project.schedules.backfill(id, { ...range, to: '2025-12-31T22:00:00Z' }, 'ben');
    const rest = await project.schedules.backfill(id, range, 'ben');
    expect(rest).toMatchObject({ slots: hours(22, 23), alreadyFired: 2 });
    const again = await project.schedules.backfill(id, range, 'ben');
    expect(again).toEqual({ slots: [], alreadyFired: 4, runIds: [], batchId: null });
    expect(project.schedules.listSlots(id, {}).items.map(({ runId }) => runId)).toEqual(
      [...first.runIds, ...rest.runIds].toReversed(),
    );
  });

  test('is told in its history from the first of its runs on', async () => {
    await using project = await open();
    const { id } = await project.schedules.create({ ...draft, when: '* * * * *' }, 'anna');
    const told: unknown[] = [];
    project.executor.subscribe((change) => {
      if (change.kind === 'run') told.push(project.schedules.listEvents(id, 0, 9).at(-1)?.payload);
    });
    const done = await project.schedules.backfill(id, range, 'ben');
    expect(done.runIds).toHaveLength(240);
    expect(told[0]).toMatchObject({ by: 'ben', batch_id: done.batchId, runs: 240 });
    expect(project.schedules.listEvents(id, 0, 9)).toHaveLength(2);
  });

  test('two at once fill each slot once', async () => {
    await using project = await open();
    const { id } = await project.schedules.create(draft, 'anna');
    const both = await Promise.all([1, 2].map(() => project.schedules.backfill(id, range, 'ben')));
    expect(both.flatMap(({ slots }) => slots).toSorted()).toEqual(hours(20, 21, 22, 23));
    expect(both.map(({ slots, alreadyFired }) => slots.length + alreadyFired)).toEqual([4, 4]);
    expect(project.executor.listRuns({ scheduleId: id }, {}).items).toHaveLength(4);
  });

  test.each<[Partial<typeof range>, string, RegExp]>([
    [{ from: 'x' }, 'invalid', /from: "x" is no instant/],
    [{ to: '2025-12-31T20:00:00Z' }, 'invalid', /not after/],
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-03T00:00:00Z' }, 'invalid', /still to come/],
    [{ from: '2025-01-01T00:00:00Z' }, 'invalid', /more than 1000 slots/],
  ])('%j is refused', async (members, kind, why) => {
    await using project = await open();
    const { id } = await project.schedules.create(draft, 'anna');
    const error = await refused(project.schedules.backfill(id, { ...range, ...members }, 'ben'));
    expect(error).toMatchObject({ kind, message: expect.stringMatching(why) });
  });

  test('has nothing to do for what is still to come, and cannot be done for an ongoing one', async () => {
    await using project = await open();
    const { id } = await project.schedules.create(draft, 'anna');
    const told = await project.schedules.backfill(
      id,
      { ...range, to: '2027-01-01T00:00:00Z', dryRun: true },
      'ben',
    );
    expect(told.slots).toEqual([...hours(20, 21, 22, 23), '2026-01-01T00:00:00.000Z']);
    const ongoing = { ...draft, kind: 'ongoing', when: 'PT1H', name: 'on' } as const;
    await project.schedules.create(ongoing, 'anna');
    expect(await refused(project.schedules.backfill('on', range, 'ben'))).toMatchObject({
      kind: 'unsupported',
    });
  });

  test('for which the queue has no room creates nothing', async () => {
    const settings = { ...defaultSettings, limits: { ...defaultSettings.limits, queueLength: 3 } };
    await using project = await open(0, { settings });
    const { id } = await project.schedules.create(draft, 'anna');
    const error = await refused(project.schedules.backfill(id, range, 'ben'));
    expect(error).toMatchObject({ kind: 'busy', message: expect.stringContaining('no room for 4 runs') });
    expect(project.schedules.listSlots(id, {}).items).toEqual([]);
    expect(project.executor.countRuns({ scheduleId: id }).pending).toBe(0);
  });

  test('of a thousand slots creates a thousand runs, each after the one before', async () => {
    await using project = await open();
    const { id } = await project.schedules.create({ ...draft, when: '* * * * *' }, 'anna');
    const thousand = { from: '2025-12-31T00:00:00Z', to: '2025-12-31T16:40:00Z', dryRun: false };
    const done = await project.schedules.backfill(id, thousand, 'ben');
    expect(done.runIds).toHaveLength(1000);
    expect(project.executor.countRuns({ scheduleId: id })).toMatchObject({ pending: 1, waiting: 999 });
  });
});
