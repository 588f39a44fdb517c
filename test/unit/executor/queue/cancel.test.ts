import { describe, expect, test } from 'vitest';
import { openProject } from '../../../helpers/executor-project.ts';
import { createRemoteTasks } from '../../../helpers/remote-task.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

describe('cancel', () => {
  test('ends a pending run at once, and it is never claimed', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ hello: remote.source }, { concurrency: 1 });
    const blocking = await project.create();
    const waiting = await project.create();
    const attempt = await remote.next();
    const { cancelled, run } = await project.executor.cancelRun(waiting.id, 'a test');
    expect({ cancelled, run }).toMatchObject({
      cancelled: true,
      run: { status: 'cancelled', reason: 'cancelled', startedAt: null, durationMs: null, attempt: 0 },
    });
    expect(run.completedAt).not.toBeNull();
    attempt.finish();
    await project.ended(blocking.id);
    expect(project.eventTypes(waiting.id)).toEqual(['run.accepted', 'run.cancelled']);
    expect(project.executor.listAttempts(waiting.id)).toEqual([]);
  });

  test('of a running run is kept at once, ends its process, and is told once', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ hello: remote.source });
    const { id } = await project.create();
    const attempt = await remote.next();
    const first = await project.executor.cancelRun(id, 'a test');
    expect(first).toMatchObject({ cancelled: true, run: { status: 'running' } });
    expect(first.run.cancelRequestedAt).not.toBeNull();
    expect((await project.executor.cancelRun(id, 'a test')).cancelled).toBe(true);
    await attempt.gone;
    expect(await project.ended(id)).toMatchObject({ status: 'cancelled', reason: 'cancelled', error: null });
    expect(project.eventTypes(id)).toEqual([
      'run.accepted',
      'run.started',
      'run.cancel-requested',
      'run.cancelled',
    ]);
  });

  test('ends a task that does not listen', async () => {
    const deaf = taskSource("process.on('SIGTERM', () => {}); ctx.event('deaf', null); for (;;);");
    await using project = await openProject({ hello: deaf });
    const { id } = await project.create();
    await new Promise<void>((resolve) => {
      project.executor.subscribe((change) => {
        if (change.kind === 'event' && change.event.type === 'deaf') resolve();
      });
    });
    await project.executor.cancelRun(id, 'a test');
    expect((await project.ended(id)).status).toBe('cancelled');
  });

  test('wins over the retries of a run that waits for its next attempt', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ hello: remote.source });
    const { id } = await project.create({ backoffLimit: 9 });
    (await remote.next()).fail('no luck');
    await project.until(id, (run) => run.status === 'pending' && run.attempt === 1);
    const { run } = await project.executor.cancelRun(id, 'a test');
    expect(run).toMatchObject({ status: 'cancelled', error: null, notBefore: null });
  });

  test('leaves a run that has ended as it is', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ hello: remote.source });
    const { id } = await project.create();
    (await remote.next()).finish(1);
    const ended = await project.ended(id);
    expect(await project.executor.cancelRun(id, 'a test')).toEqual({ cancelled: false, run: ended });
  });
});

describe('timeout', () => {
  test('ends the attempt and counts as a failure', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ hello: remote.source });
    const { id } = await project.create({ timeoutSeconds: 1, backoffLimit: 0 });
    const attempt = await remote.next();
    await attempt.gone;
    expect(await project.ended(id)).toMatchObject({
      status: 'failed',
      reason: 'timeout',
      error: { code: 'timeout' },
    });
  });
});
