import { describe, expect, test } from 'vitest';
import { type BatchReader, createBatchReader } from '../../../../src/executor/batches/read-batches.ts';
import { openStorage, type Storage } from '../../../../src/executor/storage/open-storage.ts';
import type { Run } from '../../../../src/model/run.ts';
import { type FakeClock, makeFakeClock } from '../../../helpers/fake-clock.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

const id = (n: number) => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;

interface Stage extends Disposable {
  readonly storage: Storage;
  readonly reader: BatchReader;
  readonly clock: FakeClock;
  insert(runs: readonly Partial<Run>[]): Promise<void>;
}

function openStage(): Stage {
  const dir = makeTempDir();
  const clock = makeFakeClock();
  const storage = openStorage(dir.path, clock);
  let made = 0;
  return {
    storage,
    clock,
    reader: createBatchReader({ storage, clock }),
    async insert(runs) {
      await storage.write(() => {
        for (const members of runs) storage.runs.insert(sampleRun({ id: id(++made), ...members }), null);
      });
    },
    [Symbol.dispose]() {
      storage.close();
      dir.remove();
    },
  };
}

describe('batches', () => {
  test('are listed newest first, with counts that follow every move', async () => {
    using stage = openStage();
    const { storage, reader } = stage;
    await stage.insert([{ batchId: id(90) }, { batchId: id(91), target: 'task:b' }, { batchId: id(90) }, {}]);
    expect(reader.listBatches({ limit: 10 }).items.map((batch) => batch.id)).toEqual([id(91), id(90)]);
    expect(reader.listBatches({ limit: 1 }).nextCursor).not.toBeNull();
    const run = sampleRun({ id: id(1), batchId: id(90), status: 'running' });
    await storage.write(() => storage.runs.update(run));
    expect(reader.getBatch(id(90))).toMatchObject({
      counts: { pending: 1, running: 1 },
      target: 'task:hello',
    });
    await storage.write(() => storage.runs.update({ ...run, status: 'failed' }));
    expect(reader.getBatch(id(90)).counts).toMatchObject({ pending: 1, running: 0, failed: 1 });
    expect(storage.runs.counts({})).toMatchObject({ pending: 3, failed: 1 });
    expect(storage.runs.counts({ batchId: id(91) })).toMatchObject({ pending: 1, failed: 0 });
    expect(storage.runs.counts({ batchId: id(90), statuses: ['pending', 'running'] })).toMatchObject({
      pending: 1,
      failed: 0,
    });
  });

  test('tell how many runs have ended within the last minute', async () => {
    using stage = openStage();
    const ended = (completedAt: string) => ({ batchId: id(90), status: 'completed', completedAt }) as const;
    await stage.insert([
      ended('2025-12-31T23:59:00.000Z'),
      ended('2025-12-31T23:59:01.000Z'),
      ended('2026-01-01T00:00:00.000Z'),
    ]);
    expect(stage.reader.getBatch(id(90)).endedLastMinute).toBe(2);
    stage.clock.advance(30_000);
    expect(stage.reader.listBatches({ limit: 5 }).items[0]?.endedLastMinute).toBe(1);
  });
});

describe('the result', () => {
  const ingest = { target: 'task:knowledge-ingest', batchId: id(90) };
  const output = {
    kind: 'knowledge_ingest',
    ingested: [{ source: 'uploads/a.md' }],
    skipped: [],
    failed: [],
  };

  test('is told of a batch of the ingest target, read alone, and follows its runs', async () => {
    using stage = openStage();
    await stage.insert([
      { ...ingest, config: { paths: ['a.md'] }, status: 'completed', output },
      { ...ingest, config: { paths: ['b.md'] }, status: 'running' },
    ]);
    const { reader, storage } = stage;
    expect(reader.getBatch(id(90)).result).toMatchObject({
      total_count: 2,
      completed_count: 1,
      processing: [{ label: 'uploads/b.md' }],
      remaining_label: 'Remaining Files',
    });
    expect(reader.getBatch(id(90)).result).toBe(reader.getBatch(id(90)).result);
    expect(reader.listBatches({ limit: 5 }).items[0]?.result).toBeNull();
    const failed = sampleRun({ id: id(2), ...ingest, config: { paths: ['b.md'] }, status: 'failed' });
    await storage.write(() => storage.runs.update({ ...failed, error: { message: 'broken file' } }));
    expect(reader.getBatch(id(90)).result).toMatchObject({
      processing: [],
      failed: [{ label: 'uploads/b.md', message: 'broken file' }],
      remaining_label: 'Not Ingested Files',
    });
  });

  test('leaves out a failed run that another one of the batch repeats', async () => {
    using stage = openStage();
    await stage.insert([
      { ...ingest, config: { paths: ['a.md'] }, status: 'failed' },
      { ...ingest, config: { paths: ['a.md'] }, retryOf: id(1), status: 'completed', output },
    ]);
    expect(stage.reader.getBatch(id(90))).toMatchObject({
      retriedCount: 1,
      result: { total_count: 1, completed_count: 1, failed_count: 0 },
    });
  });

  test('reads a batch of any size, page by page', async () => {
    using stage = openStage();
    const one: Partial<Run> = { ...ingest, config: { paths: ['a.md'] }, status: 'completed', output };
    await stage.insert(Array.from({ length: 1100 }, () => one));
    const { result } = stage.reader.getBatch(id(90));
    expect(result).toMatchObject({ total_count: 1100, completed_count: 1100 });
    expect(result).toHaveProperty('completed.length', 1000);
  });

  test('is null for every other batch', async () => {
    using stage = openStage();
    await stage.insert([{ batchId: id(90), output, status: 'completed' }]);
    expect(stage.reader.getBatch(id(90)).result).toBeNull();
  });
});
