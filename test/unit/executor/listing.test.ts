import { describe, expect, test } from 'vitest';
import { type ExecutorProject, openProject } from '../../helpers/executor-project.ts';
import { taskSource } from '../../helpers/temp-project.ts';

const tasks = { hello: taskSource('return 1;'), other: taskSource('return 2;') };
const closed = { concurrency: 0 };

/** Creates runs one after the other; answers their ids, newest first. */
async function createSome(project: ExecutorProject, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.unshift((await project.create({ config: { n } })).id);
  return ids;
}

describe('a listing', () => {
  test('goes on where the last page ended, whatever was created meanwhile', async () => {
    await using project = await openProject(tasks, closed);
    const ids = await createSome(project, 5);
    const first = project.executor.listRuns({}, { limit: 2 });
    await createSome(project, 3);
    const second = project.executor.listRuns({}, { limit: 2, cursor: first.nextCursor ?? undefined });
    const third = project.executor.listRuns({}, { limit: 2, cursor: second.nextCursor ?? undefined });
    const seen = [first, second, third].flatMap((page) => page.items.map((run) => run.id));
    expect(seen).toEqual(ids);
    expect([first, second, third].map((page) => page.nextCursor === null)).toEqual([false, false, true]);
  });

  test('has no cursor when a page ends with the last run', async () => {
    await using project = await openProject(tasks, closed);
    await createSome(project, 2);
    expect(project.executor.listRuns({}, { limit: 2 }).nextCursor).toBeNull();
    expect(project.executor.listRuns({ target: 'task:other' }, {})).toEqual({ items: [], nextCursor: null });
  });

  test('refuses a cursor that is not ours and a limit out of range', async () => {
    await using project = await openProject({}, closed);
    const invalid = expect.objectContaining({ kind: 'invalid' });
    const forged = Buffer.from('before 1; DROP TABLE runs').toString('base64url');
    for (const cursor of ['', 'x', '12', forged]) {
      expect(() => project.executor.listRuns({}, { cursor })).toThrow(invalid);
    }
    for (const limit of [0, 101, 1.5, Number.NaN]) {
      expect(() => project.executor.listRuns({}, { limit })).toThrow(/from 1 to 100/);
    }
  });
});

describe('a reference to a run', () => {
  test('is its id, or a beginning or an ending that only one run has', async () => {
    await using project = await openProject(tasks, closed);
    const [newest = '', oldest = ''] = await createSome(project, 2);
    expect(project.executor.getRun(newest.toUpperCase()).id).toBe(newest);
    const common = [...newest].findIndex((char, at) => char !== oldest[at]);
    expect(project.executor.getRun(newest.slice(0, common + 1)).id).toBe(newest);
    expect(() => project.executor.getRun(newest.slice(0, common))).toThrow(
      expect.objectContaining({
        kind: 'ambiguous',
        message: expect.stringMatching(new RegExp(`${oldest}.*${newest}`)),
      }),
    );
    expect(project.executor.getRun(newest.slice(-8)).id).toBe(newest);
    for (const ref of ['', 'ffffffff', '%', newest.slice(-3), "' OR 1=1", '\x1b[31m']) {
      expect(() => project.executor.getRun(ref)).toThrow(expect.objectContaining({ kind: 'not-found' }));
    }
  });
});

describe('batches', () => {
  test('are what their runs add up to, newest first', async () => {
    await using project = await openProject(tasks, closed);
    const batch = (n: number) => `0198c0de-0000-7000-8000-00000000000${n}`;
    const inFirst = await project.create({ batchId: batch(1) });
    await project.create({ batchId: batch(2) });
    await project.create({ batchId: batch(2).toUpperCase(), target: 'task:other' });
    await project.create({ batchId: batch(1) });
    await project.create();
    await project.executor.cancelRun(inFirst.id, 'a test');
    const { items, nextCursor } = project.executor.listBatches({ limit: 1 });
    expect(items).toMatchObject([{ id: batch(2), target: null, runCount: 2, counts: { pending: 2 } }]);
    const rest = project.executor.listBatches({ cursor: nextCursor ?? undefined });
    expect(rest.items).toMatchObject([
      { id: batch(1), target: 'task:hello', runCount: 2, counts: { pending: 1, cancelled: 1 } },
    ]);
    const inSecond = project.executor.countRuns({ batchId: batch(2).toUpperCase() });
    expect(inSecond.pending).toBe(2);
    expect(project.executor.getBatch(batch(1))).toEqual(rest.items[0]);
    expect(rest.items[0]?.createdAt).toBe(inFirst.createdAt);
    expect(() => project.executor.getBatch(batch(9))).toThrow(expect.objectContaining({ kind: 'not-found' }));
  });
});

describe('events', () => {
  test('are numbered over all runs and read in either direction between two numbers', async () => {
    await using project = await openProject(tasks, closed);
    const told: number[] = [];
    project.executor.subscribe((change) => change.kind === 'event' && told.push(change.event.id));
    const [b = '', a = ''] = await createSome(project, 2);
    await project.executor.cancelRun(a, 'a test');
    await project.executor.cancelRun(b, 'a test');
    const forward = project.executor.listEvents(a, { limit: 10, order: 'oldest-first' });
    expect(forward.map(({ type }) => type)).toEqual(['run.accepted', 'run.cancelled']);
    expect(told).toEqual([...told].sort((x, y) => x - y));
    expect(told).toEqual(expect.arrayContaining(forward.map(({ id }) => id)));
    const [first, last] = forward;
    const read = (query: { afterId?: number; beforeId?: number }) =>
      project.executor.listEvents(a, { ...query, limit: 1, order: 'newest-first' });
    expect(read({})).toEqual([last]);
    expect(read({ beforeId: last?.id ?? 0 })).toEqual([first]);
    expect(read({ afterId: last?.id ?? 0 })).toEqual([]);
  });
});
