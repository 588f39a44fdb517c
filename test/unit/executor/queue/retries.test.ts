import { rmSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { openProject } from '../../../helpers/executor-project.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { createRemoteTasks } from '../../../helpers/remote-task.ts';

describe('retries', () => {
  test('wait one second, then two, and a run that succeeds at last is completed', async () => {
    using remote = await createRemoteTasks();
    const clock = makeFakeClock();
    await using project = await openProject({ hello: remote.source }, { clock, random: () => 0.5 });
    const { id } = await project.create({ backoffLimit: 2 });

    (await remote.next()).fail('no luck');
    const waiting = await project.until(id, (run) => run.status === 'pending' && run.attempt === 1);
    expect(waiting).toMatchObject({
      reason: 'error',
      error: { message: 'no luck' },
      notBefore: '2026-01-01T00:00:01.000Z',
      completedAt: null,
    });
    clock.advance(999);
    expect(project.executor.getRun(id).status).toBe('pending');
    clock.advance(1);
    (await remote.next()).exit(3);
    const second = await project.until(id, (run) => run.status === 'pending' && run.attempt === 2);
    expect(second).toMatchObject({ reason: 'exit', notBefore: '2026-01-01T00:00:03.000Z' });
    clock.advance(2000);
    (await remote.next()).finish('saved');
    expect(await project.ended(id)).toMatchObject({
      status: 'completed',
      output: 'saved',
      error: null,
      notBefore: null,
      startedAt: '2026-01-01T00:00:00.000Z',
      durationMs: 3000,
    });
    expect(project.executor.listAttempts(id)).toMatchObject([
      { number: 1, reason: 'error', errorMessage: 'no luck' },
      { number: 2, reason: 'exit', exitCode: 3 },
      { number: 3, reason: 'ok' },
    ]);
    expect(project.eventTypes(id)).toEqual([
      'run.accepted',
      'run.started',
      'run.retrying',
      'run.started',
      'run.retrying',
      'run.started',
      'run.completed',
    ]);
  });

  test('are not forgotten when their time comes in the middle of a look at the queue', async () => {
    using remote = await createRemoteTasks();
    const clock = makeFakeClock();
    let isEarly = false;
    // A timer may fire a fraction too early: the first look says not yet, the next one a moment later says past.
    const now = () => (isEarly ? clock.now() - 1 : clock.now());
    const delays: number[] = [];
    const after = (delayMs: number, callback: () => void) => {
      delays.push(delayMs);
      return clock.after(delayMs, () => {
        isEarly = true;
        callback();
        isEarly = false;
      });
    };
    await using project = await openProject(
      { hello: remote.source },
      { clock: { now, after }, random: () => 0.25 },
    );
    const { id } = await project.create({ backoffLimit: 1 });
    (await remote.next()).fail('no luck');
    await project.until(id, (run) => run.status === 'pending' && run.attempt === 1);
    await vi.waitUntil(() => delays.includes(900));
    clock.advance(900);
    (await remote.next()).finish();
    expect((await project.ended(id)).status).toBe('completed');
  });

  test('end when they are used up, and a later run does not wait for one that waits', async () => {
    using remote = await createRemoteTasks();
    const clock = makeFakeClock();
    await using project = await openProject({ hello: remote.source }, { clock, concurrency: 1 });
    const { id } = await project.create({ backoffLimit: 1 });
    (await remote.next()).fail('first');
    await project.until(id, (run) => run.status === 'pending' && run.attempt === 1);
    const other = await project.create({ config: { other: true } });
    const attempt = await remote.next();
    expect(attempt.config).toEqual({ other: true });
    attempt.finish();
    await project.ended(other.id);
    clock.advance(2000);
    (await remote.next()).fail('second');
    expect(await project.ended(id)).toMatchObject({
      status: 'failed',
      reason: 'error',
      error: { message: 'second' },
      attempt: 2,
    });
  });

  test('are decided by the target as it is then: one that has gone fails the attempt', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ hello: remote.source }, { concurrency: 0 });
    const { id } = await project.create({ backoffLimit: 0 });
    rmSync(`${project.projectDir}/tasks/hello.ts`);
    await project.reopen({ concurrency: 1 });
    expect(await project.ended(id)).toMatchObject({
      status: 'failed',
      reason: 'error',
      error: { code: 'not-found', message: expect.stringContaining('task:hello') },
    });
  });
});
