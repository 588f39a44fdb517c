import { describe, expect, test } from 'vitest';
import { groupSize } from '../../../../src/executor/batches/act-on-batch.ts';
import { defaultSettings } from '../../../../src/executor/settings/executor-settings.ts';
import { type ExecutorProject, openProject } from '../../../helpers/executor-project.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { createRemoteTasks } from '../../../helpers/remote-task.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

const batchId = '0198c0de-0000-7000-8000-00000000bbbb';
const tasks = { hello: taskSource('return 1;'), fails: taskSource("throw new Error('no');") };
const idle = { concurrency: 0 };

const createMany = (project: ExecutorProject, count: number, input = {}) =>
  Promise.all(Array.from({ length: count }, () => project.create({ batchId, ...input })));

async function failedBatch(project: ExecutorProject, count: number): Promise<string[]> {
  const runs = await createMany(project, count, { target: 'task:fails', backoffLimit: 0 });
  for (const { id } of runs) await project.ended(id);
  return runs.map(({ id }) => id);
}

describe('cancelling a batch', () => {
  test('ends what waits, what is pending and what runs, and nothing else', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ ...tasks, hello: remote.source }, { concurrency: 1 });
    const running = await project.create({ batchId });
    const attempt = await remote.next();
    const pending = await project.create({ batchId });
    const waiting = await project.create({ batchId, dependsOn: [running.id, pending.id] });
    const other = await project.create();
    const { changed, batch } = await project.executor.cancelBatch(batchId.toUpperCase(), 'a test');
    expect(changed).toBe(3);
    expect(batch).toMatchObject({ id: batchId, runCount: 3, counts: { cancelled: 2, running: 1 } });
    await attempt.gone;
    expect(await project.ended(running.id)).toMatchObject({ status: 'cancelled' });
    // Not failed by the end of what it waited for.
    expect(project.executor.getRun(waiting.id).status).toBe('cancelled');
    (await remote.next()).finish();
    expect(await project.ended(other.id)).toMatchObject({ status: 'completed' });
    expect((await project.executor.cancelBatch(batchId, 'a test')).changed).toBe(0);
  });

  test('goes in groups, and what is created meanwhile stays', async () => {
    await using project = await openProject(tasks, idle);
    const { executor } = project;
    const total = 3 * groupSize - 50;
    await createMany(project, total);
    const seen = new Set<number>();
    const unsubscribe = executor.subscribe(() => seen.add(executor.getBatch(batchId).counts.pending));
    const cancelling = executor.cancelBatch(batchId, 'a test');
    const late = await project.create({ batchId });
    const { changed, batch } = await cancelling;
    unsubscribe();
    expect(changed).toBe(total);
    expect(batch.counts).toMatchObject({ cancelled: total, pending: 1 });
    expect(executor.getRun(late.id).status).toBe('pending');
    expect(seen.size).toBeGreaterThanOrEqual(3);
  });
});

describe('retrying a batch', () => {
  test('repeats each failed run once, however often it is asked', async () => {
    await using project = await openProject(tasks);
    const failed = await failedBatch(project, 3);
    const fine = await project.create({ batchId });
    await project.ended(fine.id);
    const { executor } = project;
    const answers = await Promise.all([executor.retryBatch(batchId), executor.retryBatch(batchId)]);
    expect(answers.map(({ changed }) => changed).reduce((sum, n) => sum + n)).toBe(3);
    const runs = executor.listRuns({ batchId }, { limit: 100 }).items;
    expect(runs.flatMap(({ retryOf }) => (retryOf === null ? [] : [retryOf])).sort()).toEqual(failed.sort());
    expect(executor.getBatch(batchId)).toMatchObject({ runCount: 7, retriedCount: 3 });
    for (const { id } of runs) await project.ended(id);
    // The repeating runs have failed too: those are repeated now, the first ones are not again.
    expect(await executor.retryBatch(batchId)).toMatchObject({ changed: 3, batch: { retriedCount: 6 } });
  });

  test('makes the same runs again, in the same batch', async () => {
    await using project = await openProject(tasks);
    const [id = ''] = await failedBatch(project, 1);
    const { changed } = await project.executor.retryBatch(batchId);
    expect(changed).toBe(1);
    const [again] = project.executor.listRuns({ batchId }, { limit: 1 }).items;
    expect(again).toMatchObject({ retryOf: id, target: 'task:fails', batchId, backoffLimit: 0 });
  });

  test('is not held up by the rate of creation, but by a full queue, and goes on where it stopped', async () => {
    const limits = { concurrency: 0, createBurst: 5, createPerSecond: 1, queueLength: 3 };
    const settings = { ...defaultSettings, limits: { ...defaultSettings.limits, ...limits } };
    await using project = await openProject(tasks, { settings, clock: makeFakeClock() });
    const { executor } = project;
    const other = await project.create();
    const { id } = await project.create();
    await executor.cancelRun(id, 'a test');
    await createMany(project, 3, { dependsOn: [id] });
    await expect(project.create()).rejects.toMatchObject({ message: expect.stringContaining('burst of 5') });
    const full = { message: expect.stringContaining('The queue is full') };
    await expect(executor.retryBatch(batchId)).rejects.toMatchObject(full);
    await executor.cancelRun(other.id, 'a test');
    expect(await executor.retryBatch(batchId)).toMatchObject({ changed: 1, batch: { retriedCount: 3 } });
  });

  test('repeats again what was called off before it began', async () => {
    await using project = await openProject(tasks, {
      settings: defaultSettings,
      clock: makeFakeClock(),
      ...idle,
    });
    const { executor } = project;
    const { id } = await project.create();
    await executor.cancelRun(id, 'a test');
    await createMany(project, 2, { dependsOn: [id] });
    for (let round = 0; round < 3; round++) {
      expect(await executor.retryBatch(batchId)).toMatchObject({ changed: 2, batch: { retriedCount: 2 } });
      expect(await executor.retryBatch(batchId)).toMatchObject({ changed: 0 });
      const { batch } = await executor.cancelBatch(batchId, 'a test');
      expect(batch.retriedCount).toBe(0);
    }
  });

  test('has nothing to do where nothing has failed', async () => {
    await using project = await openProject(tasks);
    await project.ended((await project.create({ batchId })).id);
    expect(await project.executor.retryBatch(batchId)).toMatchObject({ changed: 0 });
  });
});

test('a batch that does not exist is not found', async () => {
  await using project = await openProject(tasks, idle);
  const unknown = { kind: 'not-found' };
  await expect(project.executor.cancelBatch(batchId, 'a test')).rejects.toMatchObject(unknown);
  await expect(project.executor.retryBatch(batchId)).rejects.toMatchObject(unknown);
});
