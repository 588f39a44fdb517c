import { describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../../../src/lib/clock.ts';
import { isJsonObject, type JsonValue } from '../../../../src/lib/json.ts';
import { openProject } from '../../../helpers/executor-project.ts';
import { createRemoteTasks } from '../../../helpers/remote-task.ts';

/** The machine's clock; `idle` resolves when no timer is set. A timer that sets itself again never is. */
function watchedClock(): Clock & { idle(): Promise<void> } {
  const timers = new Set<object>();
  let tellIdle = () => {};
  const remove = (timer: object) => {
    timers.delete(timer);
    if (timers.size === 0) tellIdle();
  };
  return {
    now: systemClock.now,
    after(delayMs, callback) {
      const timer = {};
      timers.add(timer);
      const stop = systemClock.after(delayMs, () => {
        callback();
        remove(timer);
      });
      return () => {
        stop();
        remove(timer);
      };
    },
    async idle() {
      if (timers.size > 0) await new Promise<void>((resolve) => (tellIdle = resolve));
    },
  };
}

function pidIn(output: JsonValue): JsonValue {
  return isJsonObject(output) ? (output['pid'] ?? null) : null;
}

describe('claims', () => {
  test('are made in creation order, never more at once than there are places', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ hello: remote.source }, { concurrency: 2 });
    // One after the other: creations that are under way together may overtake each other.
    const runs: { readonly id: string }[] = [];
    for (const n of [0, 1, 2, 3]) runs.push(await project.create({ config: { n } }));
    const first = [await remote.next(), await remote.next()];
    expect(first.map((attempt) => attempt.config['n']).sort()).toEqual([0, 1]);
    expect(project.executor.countRuns({})).toMatchObject({ running: 2, pending: 2 });
    first[1]?.finish('done');
    const third = await remote.next();
    expect(third.config['n']).toBe(2);
    expect(project.executor.countRuns({})).toMatchObject({ running: 2, pending: 1, completed: 1 });
    first[0]?.finish();
    third.finish();
    (await remote.next()).finish();
    await Promise.all(runs.map((run) => project.ended(run.id)));
    expect(project.executor.activeRuns()).toBe(0);
  });

  test('leave a record of the whole way', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ hello: remote.source });
    const { id } = await project.create();
    const attempt = await remote.next();
    attempt.progress(1, 4, 'one');
    attempt.event('page', { n: 1 });
    await project.until(id, (run) => run.progress?.done === 1);
    attempt.progress(4, 4);
    attempt.finish({ pages: 4 });
    const run = await project.ended(id);
    expect(run).toMatchObject({
      status: 'completed',
      reason: 'ok',
      output: { pages: 4 },
      error: null,
      attempt: 1,
      exitCode: 0,
      progress: { done: 4, total: 4, note: null },
    });
    expect(run.durationMs).toBeGreaterThanOrEqual(0);
    expect(project.eventTypes(id)).toEqual([
      'run.accepted',
      'run.started',
      'progress',
      'page',
      'progress',
      'run.completed',
    ]);
    expect(project.executor.listAttempts(id)).toMatchObject([{ number: 1, reason: 'ok', exitCode: 0 }]);
  });

  test('are on disk with their child before its first line, whether it waited for them or not', async () => {
    const recorded = `const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
const state = new DatabaseSync(process.cwd() + '/.vfjobs/state.db', { readOnly: true });
const found = state.prepare('SELECT number, pid, ended_at FROM attempts WHERE run_id = ?')
  .all(process.env.RUN_EXECUTION_ID ?? '');
export default { run: () => ({ found, pid: process.pid }) };
`;
    await using project = await openProject({ hello: recorded }, { concurrency: 2 });
    // The first child boots for its run; of the later two, that begin together, one has waited.
    const outputs = [(await project.ended((await project.create()).id)).output];
    const later = await Promise.all([project.create(), project.create()]);
    for (const { id } of later) outputs.push((await project.ended(id)).output);
    expect(outputs).toEqual(
      outputs.map((output) => ({
        found: [{ number: 1, pid: pidIn(output), ended_at: null }],
        pid: pidIn(output),
      })),
    );
    expect(new Set(outputs.map(pidIn)).size).toBe(3);
  });

  test('need no timer when nothing is due', async () => {
    using remote = await createRemoteTasks();
    const clock = watchedClock();
    await using project = await openProject({ hello: remote.source }, { clock });
    const { id } = await project.create();
    (await remote.next()).finish();
    await project.ended(id);
    await clock.idle();
    expect((await project.create()).status).toBe('pending');
    expect((await remote.next()).config).toEqual({});
  });

  test('tell a change only after it is durable', async () => {
    await using project = await openProject({ hello: 'export default { run: () => 1 };\n' });
    const told: string[] = [];
    project.executor.subscribe((change) => {
      if (change.kind !== 'run') return;
      const stored = project.executor.getRun(change.run.id);
      told.push(`${change.run.status} ${(stored.version ?? 0) >= (change.run.version ?? 0)}`);
    });
    const { id } = await project.create();
    await project.ended(id);
    expect(told).toEqual(['pending true', 'running true', 'completed true']);
  });
});
