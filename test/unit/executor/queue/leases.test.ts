import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { heartbeatMs, isExpired, leaseMs } from '../../../../src/executor/queue/lease.ts';
import { openDatabase } from '../../../../src/executor/storage/sqlite.ts';
import type { Clock } from '../../../../src/lib/clock.ts';
import { type ExecutorProject, openProject } from '../../../helpers/executor-project.ts';
import { type FakeClock, makeFakeClock } from '../../../helpers/fake-clock.ts';
import { createRemoteTasks } from '../../../helpers/remote-task.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

/** Milliseconds, for a machine that is busy. */
const patience = 15_000;

const hour = 3_600_000;

/** The leases in the database of an executor, read past it. */
function leasesOf({ executor }: ExecutorProject) {
  const db = openDatabase(join(executor.stateDir, 'state.db'), 1000);
  try {
    return db.prepare('SELECT lease_owner AS owner, lease_until AS until, ended_at FROM attempts').all();
  } finally {
    db.close();
  }
}

function inDatabase({ executor }: ExecutorProject, sql: string): void {
  const db = openDatabase(join(executor.stateDir, 'state.db'), 1000);
  db.exec(sql);
  db.close();
}

/** A clock whose time can be set without letting any pass. */
function settable(clock: FakeClock): Clock & { set(byMs: number): void } {
  let offset = 0;
  return {
    now: () => clock.now() + offset,
    after: clock.after,
    set(byMs) {
      offset += byMs;
    },
  };
}

describe('the lease of an attempt', () => {
  test('is there from its claim, is renewed while it is under way, and needs no timer afterwards', async () => {
    using remote = await createRemoteTasks();
    const clock = makeFakeClock();
    await using project = await openProject({ hello: remote.source }, { clock });
    const { id } = await project.create();
    const attempt = await remote.next();
    expect(leasesOf(project)).toMatchObject([{ until: clock.now() + leaseMs, ended_at: null }]);
    clock.advance(heartbeatMs);
    await vi.waitUntil(() => leasesOf(project)[0]?.['until'] === clock.now() + leaseMs, patience);
    await vi.waitUntil(() => clock.delays.includes(heartbeatMs), patience);
    attempt.finish();
    await project.ended(id);
    await vi.waitUntil(() => !clock.delays.includes(heartbeatMs), patience);
  });

  test.each([hour, -hour])('does not end with a jump of the clock by %i ms', async (jump) => {
    using remote = await createRemoteTasks();
    const fake = makeFakeClock();
    const clock = settable(fake);
    await using project = await openProject({ hello: remote.source }, { clock });
    const { id } = await project.create();
    const attempt = await remote.next();
    clock.set(jump);
    fake.advance(heartbeatMs);
    await vi.waitUntil(() => leasesOf(project)[0]?.['until'] === clock.now() + leaseMs, patience);
    attempt.finish('untouched');
    expect(await project.ended(id)).toMatchObject({ status: 'completed', attempt: 1, output: 'untouched' });
  });

  test('that somebody else has taken ends the attempt here', async () => {
    using remote = await createRemoteTasks();
    const clock = makeFakeClock();
    await using project = await openProject({ hello: remote.source }, { clock });
    const { id } = await project.create();
    const attempt = await remote.next();
    inDatabase(project, "UPDATE attempts SET lease_owner = 'another executor'");
    clock.advance(heartbeatMs);
    await attempt.gone;
    const requeued = await project.until(id, (run) => run.reason === 'lost' || (run.attempt ?? 0) > 1);
    expect(requeued.status).not.toBe('failed');
    (await remote.next()).finish();
    expect(await project.ended(id)).toMatchObject({ status: 'completed', attempt: 2 });
  });

  test('of another executor is over at its time, or when it reaches further than any lease', () => {
    const now = Date.parse('2026-01-01T00:00:00.000Z');
    const until = (ms: number) => isExpired({ owner: 'another executor', until: now + ms }, now);
    expect([until(1), until(leaseMs)]).toEqual([false, false]);
    expect([until(0), until(-hour), until(leaseMs + hour)]).toEqual([true, true, true]);
  });
});

describe('an end that could not be recorded', () => {
  /** Numbers for the jitter, of which the first so many cannot be drawn: the end of an attempt is not recorded then. */
  function failing(times: number) {
    let left = times;
    return () => {
      left -= 1;
      if (left >= 0) throw new Error('no random numbers today');
      return 0.5;
    };
  }

  async function endAfter(failures: number) {
    const { promise: warned, resolve } = Promise.withResolvers<void>();
    const warnings = vi.spyOn(process, 'emitWarning').mockImplementation(() => resolve());
    const clock = makeFakeClock();
    await using project = await openProject(
      { hello: taskSource("return 'kept';") },
      { clock, random: failing(failures) },
    );
    const { id } = await project.create();
    await warned;
    expect(project.executor.getRun(id).status).toBe('running');
    await vi.waitUntil(() => clock.delays.includes(heartbeatMs), patience);
    clock.advance(heartbeatMs);
    const run = await project.ended(id);
    warnings.mockRestore();
    return { run, attempts: project.executor.listAttempts(id), types: project.eventTypes(id) };
  }

  test('is found by the next beat, with the result that the task left', async () => {
    const { run, types } = await endAfter(1);
    expect(run).toMatchObject({ status: 'completed', output: 'kept', attempt: 1 });
    expect(types).toEqual(['run.accepted', 'run.started', 'run.completed']);
  });

  test('again and again puts the run back instead of holding it for ever', async () => {
    const { run, attempts } = await endAfter(2);
    expect(run).toMatchObject({ status: 'completed', output: 'kept', attempt: 2 });
    expect(attempts).toMatchObject([{ reasonText: 'worker lost' }, { reason: 'ok' }]);
  });
});
