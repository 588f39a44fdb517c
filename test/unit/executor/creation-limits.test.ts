import { describe, expect, test } from 'vitest';
import { defaultSettings, type Limits } from '../../../src/executor/settings/executor-settings.ts';
import { openProject } from '../../helpers/executor-project.ts';
import { makeFakeClock } from '../../helpers/fake-clock.ts';
import { taskSource } from '../../helpers/temp-project.ts';

function openLimited(limits: Partial<Limits>) {
  const clock = makeFakeClock();
  const settings = { ...defaultSettings, limits: { ...defaultSettings.limits, concurrency: 0, ...limits } };
  const opened = openProject({ hello: taskSource('return 1;') }, { clock, settings });
  return { clock, opened };
}

describe('limits of creation', () => {
  test('refuse a run when the queue is full, and take the next one when there is room', async () => {
    await using project = await openLimited({ queueLength: 2 }).opened;
    const first = await project.create({ publicId: 'known' });
    await project.create();
    await expect(project.create()).rejects.toMatchObject({
      kind: 'busy',
      message: expect.stringContaining('2 runs are pending or waiting, and its limit is 2'),
      fix: expect.stringContaining('limits.queueLength in vfjobs.json'),
    });
    expect((await project.create({ publicId: 'known' })).id).toBe(first.id);
    expect(project.executor.activeRuns()).toBe(2);
    await project.executor.cancelRun(first.id, 'a test');
    expect((await project.create()).status).toBe('pending');
  });

  test('hold for creations that are asked for together', async () => {
    await using project = await openLimited({ queueLength: 3 }).opened;
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => project.create()));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(project.executor.activeRuns()).toBe(3);
  });

  test('let a burst pass, then so many per second, and say when to try again', async () => {
    const { clock, opened } = openLimited({ createBurst: 3, createPerSecond: 2 });
    await using project = await opened;
    for (let n = 0; n < 3; n++) await project.create();
    await expect(project.create()).rejects.toMatchObject({
      kind: 'busy',
      message: expect.stringContaining('after a burst of 3, 2 per second'),
      fix: expect.stringContaining('Try again in 0.5 s'),
    });
    clock.advance(500);
    await project.create();
    await expect(project.create()).rejects.toMatchObject({ kind: 'busy' });
    clock.advance(3_600_000);
    for (let n = 0; n < 3; n++) await project.create();
    await expect(project.create()).rejects.toMatchObject({ kind: 'busy' });
  });

  test('cut an output that is larger than the settings say', async () => {
    const { opened } = openLimited({ concurrency: 1, outputKb: 1 });
    await using project = await opened;
    const { id } = await project.create();
    expect((await project.ended(id)).status).toBe('completed');
    await using strict = await openProject(
      { hello: taskSource("return 'x'.repeat(1023);") },
      { settings: { ...defaultSettings, limits: { ...defaultSettings.limits, outputKb: 1 } } },
    );
    const large = await strict.create();
    expect(await strict.ended(large.id)).toMatchObject({
      status: 'failed',
      output: null,
      error: { code: 'result-too-large', message: expect.stringContaining('limits.outputKb in vfjobs.json') },
    });
  });
});
