import { describe, expect, test, vi } from 'vitest';
import type { Wait } from '../../../../src/executor/worker/worker-pool.ts';
import { openProject } from '../../../helpers/executor-project.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { createScriptedPool } from '../../../helpers/scripted-pool.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

/** Milliseconds, for a machine that is busy. */
const patience = 15_000;

const tasks = { hello: taskSource('return 1;') };
const approval: Wait = { reason: 'approval', detail: { who: 'anna' }, until: null };

async function openWaiting() {
  const pool = createScriptedPool();
  const clock = makeFakeClock();
  const project = await openProject(tasks, { pool, clock, concurrency: 1 });
  const waits = async (wait: Wait) => {
    const { id } = await project.create({ backoffLimit: 0 });
    (await pool.next()).end({ waiting: wait });
    await project.until(id, ({ status }) => status === 'waiting');
    return id;
  };
  return { pool, clock, project, waits };
}

describe('a run that waits', () => {
  test('gives its place back and says what it waits for', async () => {
    const { pool, project, waits } = await openWaiting();
    await using _ = project;
    const id = await waits(approval);
    expect(project.executor.getRun(id)).toMatchObject({
      waitingReason: 'approval',
      reason: null,
      notBefore: null,
      completedAt: null,
      error: null,
    });
    expect(project.executor.listAttempts(id)).toMatchObject([
      { reason: 'ok', logFrom: 0, logTo: 10, peakMemoryBytes: 1_000_000 },
    ]);
    const [event] = project.executor.listEvents(id, { limit: 1, order: 'newest-first' });
    expect(event).toMatchObject({ type: 'run.waiting', payload: { who: 'anna' } });
    const other = await project.create();
    (await pool.next()).end();
    expect((await project.ended(other.id)).status).toBe('completed');
  });

  test('goes on by itself at its time, which uses up no retry', async () => {
    const { pool, clock, project, waits } = await openWaiting();
    await using _ = project;
    const id = await waits({ reason: 'delay', detail: null, until: clock.now() + 90_000 });
    expect(project.executor.getRun(id).notBefore).toBe('2026-01-01T00:01:30.000Z');
    // The dispatcher looks once a minute at least, and then sets the rest.
    await vi.waitUntil(() => clock.delays.includes(60_000), patience);
    clock.advance(60_000);
    expect(project.executor.getRun(id).status).toBe('waiting');
    await vi.waitUntil(() => clock.delays.includes(30_000), patience);
    clock.advance(30_000);
    const second = await pool.next();
    expect(second.spec).toMatchObject({ runId: id, attempt: 2, signals: [] });
    second.end({ output: 'done' });
    expect(await project.ended(id)).toMatchObject({
      status: 'completed',
      waitingReason: null,
      output: 'done',
    });
    expect(project.eventTypes(id)).toEqual([
      'run.accepted',
      'run.started',
      'run.waiting',
      'run.resumed',
      'run.started',
      'run.completed',
    ]);
  });

  test('is cancelled at once', async () => {
    const { project, waits } = await openWaiting();
    await using _ = project;
    const id = await waits(approval);
    const { run } = await project.executor.cancelRun(id, 'anna');
    expect(run).toMatchObject({
      status: 'cancelled',
      reasonText: 'cancelled by anna',
      waitingReason: null,
    });
  });

  test('does not begin to wait when a cancel was asked for before', async () => {
    const { pool, project } = await openWaiting();
    await using _ = project;
    const { id } = await project.create();
    const attempt = await pool.next();
    await project.executor.cancelRun(id, 'anna');
    expect(attempt.asked).toEqual(['cancelled']);
    attempt.end({ waiting: approval });
    expect(await project.ended(id)).toMatchObject({ status: 'cancelled', reasonText: 'cancelled by anna' });
  });

  test('is waiting still after a restart, and goes on when its time came meanwhile', async () => {
    const { clock, project, waits } = await openWaiting();
    await using _ = project;
    const id = await waits({ reason: 'delay', detail: null, until: clock.now() + 5000 });
    const again = createScriptedPool();
    await project.reopen({ pool: again, concurrency: 0 });
    expect(project.executor.getRun(id).status).toBe('waiting');
    await project.reopen({ pool: again, clock: makeFakeClock(clock.now() + 6000) });
    const attempt = await again.next();
    expect(attempt.spec.runId).toBe(id);
    attempt.end();
    await project.ended(id);
  });
});
