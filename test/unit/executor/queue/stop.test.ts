import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openExecutor } from '../../../../src/executor/open-executor.ts';
import { openProject } from '../../../helpers/executor-project.ts';
import { createRemoteTasks } from '../../../helpers/remote-task.ts';
import { createScriptedPool } from '../../../helpers/scripted-pool.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

describe('stop', () => {
  test('lets an attempt under way end by itself, and claims no more', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ hello: remote.source }, { concurrency: 1 });
    const first = await project.create();
    const second = await project.create();
    const attempt = await remote.next();
    const stopped = project.executor.stop({ drainMs: 30_000 });
    attempt.finish('in time');
    await stopped;
    expect(existsSync(join(project.executor.stateDir, 'state.db-wal'))).toBe(false);
    await project.reopen({ concurrency: 0 });
    expect(project.executor.getRun(first.id)).toMatchObject({ status: 'completed', output: 'in time' });
    expect(project.executor.getRun(second.id)).toMatchObject({ status: 'pending', attempt: 0 });
  });

  test('puts a run back whose attempt does not end in time, and that costs it no retry', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ hello: remote.source });
    const { id } = await project.create({ backoffLimit: 0 });
    const cutShort = await remote.next();
    await project.reopen();
    await cutShort.gone;
    (await remote.next()).finish('second try');
    expect(await project.ended(id)).toMatchObject({ status: 'completed', attempt: 2 });
    expect(project.executor.listAttempts(id)).toMatchObject([{ reason: 'lost' }, { reason: 'ok' }]);
    expect(project.eventTypes(id)).toEqual([
      'run.accepted',
      'run.started',
      'run.requeued',
      'run.started',
      'run.completed',
    ]);
  });

  test('waits until the events that an ended attempt has left are recorded', async () => {
    const pool = createScriptedPool();
    await using project = await openProject({ hello: taskSource('') }, { pool });
    const { executor } = project;
    const { id } = await project.create();
    const attempt = await pool.next();
    const dir = join(executor.stateDir, 'logs', id, '1');
    mkdirSync(dir, { recursive: true });
    const line = JSON.stringify({ type: 'note', level: 'info', message: 'x'.repeat(1900), payload: {} });
    const count = 500;
    writeFileSync(join(dir, 'events'), `${line}\n`.repeat(count));
    const stopped = new Promise<void>((resolve) => {
      executor.subscribe((change) => {
        const isEnd = change.kind === 'event' && change.event.type === 'run.completed';
        if (isEnd) setImmediate(() => resolve(executor.stop({ drainMs: 0 })));
      });
    });
    attempt.end();
    await stopped;
    expect(existsSync(dir)).toBe(false);
    using db = new DatabaseSync(join(executor.stateDir, 'state.db'));
    expect(db.prepare("SELECT count(*) AS n FROM events WHERE type = 'note'").get()).toEqual({ n: count });
  });

  test('frees the state directory, and may be called twice', async () => {
    await using project = await openProject({}, { concurrency: 0 });
    await Promise.all([project.executor.stop({ drainMs: 0 }), project.executor.stop({ drainMs: 0 })]);
    await expect(project.create()).rejects.toThrow();
    await project.reopen();
    expect(project.executor.activeRuns()).toBe(0);
  });

  test('keeps a second executor out until then', async () => {
    await using project = await openProject({}, { concurrency: 0 });
    await expect(openExecutor({ projectDir: project.projectDir })).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining(`pid ${process.pid}`),
    });
  });
});
