import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { LocalExecutor } from '../../../../src/executor/open-executor.ts';
import { createDependents } from '../../../../src/executor/queue/dependents.ts';
import { createLedger } from '../../../../src/executor/queue/ledger.ts';
import { openStorage } from '../../../../src/executor/storage/open-storage.ts';
import { UserError } from '../../../../src/model/errors.ts';
import { runBounds } from '../../../../src/model/run.ts';
import { openProject } from '../../../helpers/executor-project.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { createRemoteTasks } from '../../../helpers/remote-task.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

const tasks = { hello: taskSource('return 1;'), fails: taskSource("throw new Error('no');") };
/** Nothing is claimed: runs end by cancel only. */
const idle = { concurrency: 0 };

describe('a run that depends on others', () => {
  test('waits for them, runs when the last has completed, and is woken', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ ...tasks, hello: remote.source }, { concurrency: 2 });
    const [a, b] = [await project.create(), await project.create({ publicId: 'b' })];
    const run = await project.create({ dependsOn: [a.id, 'b'] });
    expect(run).toMatchObject({
      status: 'waiting',
      waitingReason: 'dependency',
      dependsOn: [a.id, b.id],
      waitingFor: [a.id, b.id],
    });
    const first = await remote.next();
    const second = await remote.next();
    first.finish();
    const shrunk = await project.until(run.id, ({ waitingFor }) => waitingFor.length === 1);
    expect(shrunk).toMatchObject({ status: 'waiting', version: 3 });
    second.finish();
    (await remote.next()).finish('done');
    expect(await project.ended(run.id)).toMatchObject({
      status: 'completed',
      output: 'done',
      waitingReason: null,
      waitingFor: [],
      dependsOn: [a.id, b.id],
    });
    expect(project.eventTypes(run.id)).toEqual([
      'run.accepted',
      'run.waiting',
      'run.resumed',
      'run.started',
      'run.completed',
    ]);
  });

  test('is pending at once when all of them have completed', async () => {
    await using project = await openProject(tasks);
    const { id } = await project.create();
    await project.ended(id);
    const run = await project.create({ dependsOn: [id] });
    expect(run).toMatchObject({ status: 'pending', dependsOn: [id], waitingFor: [] });
    expect((await project.ended(run.id)).status).toBe('completed');
  });

  test('fails at once, with the reason, when one has failed or was cancelled before', async () => {
    await using project = await openProject(tasks);
    const { id } = await project.create({ target: 'task:fails', backoffLimit: 0 });
    await project.ended(id);
    const run = await project.create({ dependsOn: [id] });
    expect(run).toMatchObject({
      status: 'failed',
      reason: 'dependency',
      reasonText: `dependency ${id} failed`,
      error: { code: 'dependency' },
      attempt: 0,
    });
    expect(project.eventTypes(run.id)).toEqual(['run.accepted', 'run.failed']);
    const all = await project.create({ dependsOn: [id], onDependencyFailure: 'run' });
    expect(await project.ended(all.id)).toMatchObject({ status: 'completed' });
  });

  test('fails down the whole chain when the first is cancelled, but for those that run all the same', async () => {
    await using project = await openProject(tasks, idle);
    const first = await project.create();
    const chain = [first];
    for (let n = 0; n < 20; n++) chain.push(await project.create({ dependsOn: [chain.at(-1)?.id ?? ''] }));
    const stubborn = await project.create({
      dependsOn: [chain.at(-1)?.id ?? '', first.id],
      onDependencyFailure: 'run',
    });
    await project.executor.cancelRun(first.id, 'a test');
    const ended = chain.slice(1).map(({ id }) => project.executor.getRun(id));
    expect(ended.map(({ status }) => status)).toEqual(ended.map(() => 'failed'));
    expect(ended[0]?.reasonText).toBe(`dependency ${first.id} cancelled`);
    expect(ended[19]?.reasonText).toBe(`dependency ${chain[19]?.id} failed`);
    expect(project.executor.getRun(stubborn.id)).toMatchObject({ status: 'pending', waitingFor: [] });
  });

  test('can be cancelled while it waits, and then no longer hears of them', async () => {
    await using project = await openProject(tasks, idle);
    const first = await project.create();
    const run = await project.create({ dependsOn: [first.id] });
    await project.executor.cancelRun(run.id, 'a test');
    await project.executor.cancelRun(first.id, 'a test');
    expect(project.executor.getRun(run.id)).toMatchObject({
      status: 'cancelled',
      reason: 'cancelled',
      waitingReason: null,
      waitingFor: [],
    });
  });

  test('is not revived by a retry of what failed, and its own retry depends on nothing', async () => {
    await using project = await openProject(tasks, idle);
    const first = await project.create();
    const run = await project.create({ dependsOn: [first.id] });
    await project.executor.cancelRun(first.id, 'a test');
    await project.executor.retryRun(first.id);
    expect(project.executor.getRun(run.id).status).toBe('failed');
    expect(await project.executor.retryRun(run.id)).toMatchObject({ status: 'pending', dependsOn: [] });
  });
});

describe('a creation is refused', () => {
  const refused = [
    ['an unknown run', { dependsOn: ['nobody'] }, 'not-found', '"nobody"'],
    ['the run itself', { publicId: 'me', dependsOn: ['me'] }, 'invalid', 'the run itself'],
    ['too many', { dependsOn: Array(runBounds.dependsOn.max + 1).fill('x') }, 'invalid', 'at most 1000'],
  ] as const;
  test.each(refused)('that depends on %s', async (_, input, kind, words) => {
    await using project = await openProject(tasks, idle);
    await expect(project.create(input)).rejects.toMatchObject({
      kind,
      message: expect.stringContaining(words),
    });
    expect(project.executor.activeRuns()).toBe(0);
  });

  test('that names one twice, by whichever name', async () => {
    await using project = await openProject(tasks, idle);
    const { id } = await project.create({ publicId: 'a' });
    await expect(project.create({ dependsOn: [id, 'a'] })).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('"a" is named twice'),
    });
  });
});

/** Writes dependents of a run straight into the store, as if a crash had come before they were told. */
function plantDependents(dir: string, needs: string, count: number): string[] {
  const db = new DatabaseSync(join(dir, '.vfjobs', 'state.db'));
  const ids = Array.from(
    { length: count },
    (_, n) => `aaaaaaaa-0000-7000-8000-${String(n).padStart(12, '0')}`,
  );
  const columns = db
    .prepare("SELECT name FROM pragma_table_info('runs') WHERE name NOT IN ('seq', 'public_id')")
    .all()
    .map((row) => String(row['name']));
  const own: Record<string, string> = {
    id: '?',
    status: "'waiting'",
    waiting_reason: "'dependency'",
    waiting_for: 'json_array(id)',
    depends_on: 'json_array(id)',
    completed_at: 'NULL',
    reason: 'NULL',
  };
  const copy = db.prepare(
    `INSERT INTO runs (${columns}) SELECT ${columns.map((name) => own[name] ?? name)} FROM runs WHERE id = ?`,
  );
  const depend = db.prepare('INSERT INTO run_dependencies (needs, run_id) VALUES (?, ?)');
  db.exec('BEGIN');
  for (const id of ids) {
    copy.run(id, needs);
    depend.run(needs, id);
  }
  db.exec('COMMIT');
  db.close();
  return ids;
}

const waitingRuns = (executor: LocalExecutor) => executor.countRuns({ statuses: ['waiting'] }).waiting;

describe('many dependents', () => {
  test('are told in groups, and the event loop is free in between', async () => {
    await using project = await openProject(tasks, idle);
    const { executor } = project;
    const first = await project.create();
    plantDependents(project.projectDir, first.id, 2000);
    const told: number[] = [];
    executor.subscribe(() => {
      const n = waitingRuns(executor);
      if (told.at(-1) !== n) told.push(n);
    });
    await executor.cancelRun(first.id, 'a test');
    expect(waitingRuns(executor)).toBe(1800);
    const last = 'aaaaaaaa-0000-7000-8000-000000001999';
    expect(await project.ended(last)).toMatchObject({ status: 'failed', reason: 'dependency' });
    expect(told).toEqual([1800, 1600, 1400, 1200, 1000, 800, 600, 400, 200, 0]);
  });

  test('that a crash left untold are told at the next start', async () => {
    await using project = await openProject(tasks, idle);
    const first = await project.create();
    await project.executor.cancelRun(first.id, 'a test');
    await project.executor.stop({ drainMs: 0 });
    const ids = plantDependents(project.projectDir, first.id, 450);
    await project.reopen();
    expect(await project.ended(ids.at(-1) ?? '')).toMatchObject({ status: 'failed' });
    expect(waitingRuns(project.executor)).toBe(0);
  });

  test('are told also when the disk fails while it is asked who is left', async () => {
    await using project = await openProject(tasks, idle);
    const first = await project.create();
    await project.executor.cancelRun(first.id, 'a test');
    await project.executor.stop({ drainMs: 0 });
    plantDependents(project.projectDir, first.id, 450);
    const storage = openStorage(project.executor.stateDir);
    onTestFinished(() => storage.close());
    const clock = makeFakeClock();
    const asked = vi.fn(storage.dependencies.open).mockImplementationOnce(() => {
      throw new UserError('storage', 'The disk failed');
    });
    const failing = { ...storage, dependencies: { ...storage.dependencies, open: asked } };
    const dependents = createDependents(
      { storage: failing, ledger: createLedger(failing, clock), clock },
      () => undefined,
    );
    await dependents.start();
    await vi.waitUntil(() => clock.pending > 0);
    clock.advance(5000);
    await vi.waitUntil(() => storage.dependencies.unsettled().length === 0);
    await dependents.stop();
    expect(storage.runs.counts({})).toMatchObject({ failed: 450, waiting: 0 });
  });
});
