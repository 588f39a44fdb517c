import { describe, expect, test } from 'vitest';
import { openStorage, type Storage } from '../../../../src/executor/storage/open-storage.ts';
import { listedRun } from '../../../../src/model/listed-run.ts';
import { maxListedBytes, type Run, type RunFilter } from '../../../../src/model/run.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

const id = (n: number) => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;

async function storageWith(dir: string, runs: readonly Partial<Run>[]): Promise<Storage> {
  const storage = openStorage(dir);
  await storage.write(() => {
    runs.forEach((members, n) => {
      const run = sampleRun({ id: id(n), rootRunId: id(n), projectId: storage.projectId, ...members });
      storage.runs.insert(run, null);
    });
  });
  return storage;
}

describe('the rows of runs', () => {
  test('come without large members in lists, and whole one by one', async () => {
    using dir = makeTempDir();
    const members = {
      config: { text: 'x'.repeat(maxListedBytes) },
      input: 'kept',
      output: 'y'.repeat(maxListedBytes),
    };
    const storage = await storageWith(dir.path, [members, { output: 'small' }]);
    const [small, large] = storage.runs.list({}, Number.MAX_SAFE_INTEGER, 10).map(({ run }) => run);
    expect(large).toEqual(listedRun(storage.runs.get(id(0)) ?? sampleRun()));
    expect(large?.omitted).toEqual(['config', 'output']);
    expect(small).toEqual(storage.runs.get(id(1)));
    expect(storage.runs.get(id(0))).toMatchObject(members);
    storage.close();
  });

  test('give back every member as it was written', async () => {
    using dir = makeTempDir();
    const full: Partial<Run> = {
      name: 'nightly \u0000 “läuft”',
      status: 'failed',
      reason: 'exit',
      waitingReason: 'event',
      config: { deep: { list: [1, null, 'x'] } },
      input: ['any'],
      output: { text: '\ud800' },
      error: { message: 'broke', code: 'exit', detail: { line: 3 } },
      batchId: id(900),
      scheduleId: id(901),
      parentRunId: id(902),
      retryOf: id(903),
      startMode: 'manual',
      triggerKind: 'webhook',
      triggerId: 't',
      runtimeTargetKind: 'preview_branch',
      environmentId: 'e',
      branchId: 'b',
      timeoutSeconds: 1,
      backoffLimit: 0,
      attempt: 3,
      notBefore: '2026-01-01T00:00:05.000Z',
      cancelRequestedAt: '2026-01-01T00:00:06.000Z',
      progress: { done: 1, total: 2, note: null },
      exitCode: 2,
      durationMs: 17,
      createdBy: 'me',
      startedAt: '2026-01-01T00:00:01.000Z',
      completedAt: '2026-01-01T00:00:07.000Z',
      version: 9,
    };
    const storage = await storageWith(dir.path, [full]);
    const expected = sampleRun({ id: id(0), rootRunId: id(0), projectId: storage.projectId, ...full });
    expect(storage.runs.get(id(0))).toEqual(expected);
    const changed: Run = { ...expected, status: 'cancelled', error: null, progress: null, version: 10 };
    await storage.write(() => storage.runs.update(changed));
    expect(storage.runs.get(id(0))).toEqual(changed);
    storage.close();
  });

  test('are filtered by each member, and counted by the same rule', async () => {
    using dir = makeTempDir();
    const storage = await storageWith(dir.path, [
      { target: 'task:a', status: 'completed', name: 'Größe 100%' },
      { target: 'task:b', batchId: id(50), error: { message: 'Disk _full_' } },
      { kind: 'workflow', target: 'workflow:c', scheduleId: id(60), status: 'running' },
      { environmentId: id(70), createdAt: '2026-02-01T00:00:00.000Z' },
    ]);
    const found = (filter: RunFilter) =>
      storage.runs.list(filter, 1000, 100).map(({ run }) => Number(run.id.slice(-3)));
    expect(found({})).toEqual([3, 2, 1, 0]);
    expect(found({ statuses: ['completed', 'running'] })).toEqual([2, 0]);
    expect(found({ statuses: ['completed', 'pending', 'running', 'pending'] })).toEqual([3, 2, 1, 0]);
    expect(found({ statuses: [] })).toEqual([]);
    expect(found({ target: 'task:b' })).toEqual([1]);
    expect(found({ kind: 'workflow' })).toEqual([2]);
    expect(found({ batchId: id(50) })).toEqual([1]);
    expect(found({ scheduleId: id(60) })).toEqual([2]);
    expect(found({ environmentId: id(70) })).toEqual([3]);
    expect(found({ since: '2026-01-15T00:00:00Z' })).toEqual([3]);
    expect(found({ text: 'GRÖSSE' })).toEqual([]);
    expect(found({ text: 'GRÖßE 100%' })).toEqual([0]);
    expect(found({ text: '_full_' })).toEqual([1]);
    expect(found({ text: 'TASK:' })).toEqual([3, 1, 0]);
    expect(found({ text: '%' })).toEqual([0]);
    expect(found({ text: id(2).slice(-4), statuses: ['running'] })).toEqual([2]);
    expect(storage.runs.counts({ text: 'task:' })).toMatchObject({ completed: 1, pending: 2, running: 0 });
    expect(() => found({ since: 'yesterday' })).toThrow(expect.objectContaining({ kind: 'invalid' }));
    storage.close();
  });

  test('are due in creation order, those that must wait left out', async () => {
    using dir = makeTempDir();
    const later = '2026-01-01T00:01:00.000Z';
    const storage = await storageWith(dir.path, [
      { notBefore: later },
      {},
      { status: 'running' },
      { notBefore: '2026-01-01T00:00:10.000Z' },
      {},
    ]);
    const at = (second: number) => Date.parse('2026-01-01T00:00:00.000Z') + second * 1000;
    const due = (second: number, limit = 10) =>
      storage.runs.due(at(second), limit, []).map(({ run }) => Number(run.id.slice(-3)));
    expect(due(0)).toEqual([1, 4]);
    expect(due(10)).toEqual([1, 3, 4]);
    expect(due(60)).toEqual([0, 1, 3, 4]);
    expect(due(60, 2)).toEqual([0, 1]);
    expect(storage.runs.nextDue(at(0))).toBe(at(10));
    expect(storage.runs.nextDue(at(10))).toBe(at(60));
    expect(storage.runs.nextDue(at(60))).toBeNull();
    storage.close();
  });

  test('are due in the order of their turns also where targets are passed over', async () => {
    using dir = makeTempDir();
    const targets = ['task:full', 'task:a', 'task:b', 'task:a', 'task:full', 'task:late', 'task:b', 'task:a'];
    const later = '2026-11-22T00:00:01.000Z';
    const storage = await storageWith(
      dir.path,
      targets.map((target) => ({
        target,
        status: 'pending',
        notBefore: target === 'task:late' ? later : null,
      })),
    );
    const due = (limit: number, now: number) =>
      storage.runs.due(now, limit, ['task:full', 'task:none']).map(({ run }) => run.id);
    expect(due(10, Date.parse(later) - 1)).toEqual([1, 2, 3, 6, 7].map(id));
    expect(due(10, Date.parse(later))).toEqual([1, 2, 5, 3, 6, 7].map(id));
    expect(due(3, Date.parse(later))).toEqual([1, 2, 5].map(id));
    storage.close();
  });
});
