import { describe, expect, test } from 'vitest';
import {
  groupSize,
  newSweep,
  pruneGroup,
  type Sweep,
} from '../../../../src/executor/retention/prune-runs.ts';
import type { Retention } from '../../../../src/executor/settings/executor-settings.ts';
import { openStorage, type Storage } from '../../../../src/executor/storage/open-storage.ts';
import { isoTime } from '../../../../src/lib/clock.ts';
import type { Run } from '../../../../src/model/run.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

const id = (n: number) => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = Date.parse('2026-03-01T00:00:00.000Z');
const day = 86_400_000;
const everything: Retention = { days: 36_500, runs: 1_000_000 };

/** A completed run that ended so many days ago. */
const ended = (n: number, daysAgo: number, members: Partial<Run> = {}): Run =>
  sampleRun({ id: id(n), status: 'completed', completedAt: isoTime(now - daysAgo * day), ...members });

const lease = { owner: 'a test', until: 0 };
const event = (runId: string) =>
  ({ runId, type: 'log', level: 'info', message: 'm', payload: null, createdAt: isoTime(now) }) as const;

async function storageWith(dir: string, runs: readonly Run[], eventsEach = 1): Promise<Storage> {
  const storage = openStorage(dir);
  await storage.write(() => {
    for (const run of runs) {
      storage.runs.insert(run, null);
      storage.attempts.open({ runId: run.id, number: 1, startedAt: run.createdAt, logFrom: null, lease });
      for (let n = 0; n < eventsEach; n++) storage.events.append(event(run.id));
    }
  });
  return storage;
}

/** Groups until nothing is left to prune; the ids of each. */
async function prune(storage: Storage, retention: Partial<Retention>): Promise<(readonly string[])[]> {
  const groups: (readonly string[])[] = [];
  for (let at: Sweep | null = newSweep; at !== null; ) {
    const from: Sweep = at;
    const group = await storage.write(() => pruneGroup(storage, { ...everything, ...retention }, from, now));
    groups.push(group.pruned);
    at = group.next;
  }
  return groups;
}

const kept = (storage: Storage) =>
  storage.runs.list({}, Number.MAX_SAFE_INTEGER, 5000).map(({ run }) => Number(run.id.slice(-4)));

describe('pruning', () => {
  test('takes what ended too long ago, whole, and leaves what has not ended', async () => {
    using dir = makeTempDir();
    const runs = [ended(1, 31), ended(2, 29), ended(3, 40), sampleRun({ id: id(4) })];
    const storage = await storageWith(dir.path, runs);
    expect(await prune(storage, { days: 30 })).toEqual([[id(3), id(1)]]);
    expect(kept(storage)).toEqual([4, 2]);
    const range = { afterId: 0, beforeId: 1e9, limit: 9, newestFirst: false };
    expect([1, 2, 3, 4].map((n) => storage.events.list(id(n), range).length)).toEqual([0, 1, 0, 1]);
    expect([1, 2, 3, 4].map((n) => storage.attempts.list(id(n)).length)).toEqual([0, 1, 0, 1]);
    expect(storage.runs.counts({})).toMatchObject({ completed: 1, pending: 1 });
    storage.close();
  });

  test('keeps so many ended runs, those that ended last', async () => {
    using dir = makeTempDir();
    const runs = Array.from({ length: 10 }, (_, n) => ended(n, n % 2 === 0 ? 20 - n : n));
    const storage = await storageWith(dir.path, runs);
    await prune(storage, { runs: 4 });
    expect(kept(storage).sort()).toEqual([1, 3, 5, 7]);
    expect((await prune(storage, { runs: 4 })).flat()).toEqual([]);
    storage.close();
  });

  test('passes over what an un-ended run depends on and what belongs to a batch under way', async () => {
    using dir = makeTempDir();
    const storage = await storageWith(dir.path, [
      ended(1, 90),
      ended(2, 80, { batchId: id(900) }),
      ended(3, 70, { batchId: id(901) }),
      ended(4, 60),
      sampleRun({ id: id(5), dependsOn: [id(1)] }),
      sampleRun({ id: id(6), batchId: id(900) }),
    ]);
    await storage.write(() => storage.dependencies.add(id(5), id(1), false));
    await prune(storage, { days: 30 });
    expect(kept(storage)).toEqual([6, 5, 2, 1]);
    expect(storage.batches.get(id(901), now)).toBeNull();
    expect(storage.batches.get(id(900), now)).toMatchObject({ runCount: 2, counts: { completed: 1 } });
    await storage.write(() => storage.dependencies.forget(id(5)));
    await storage.write(() =>
      storage.runs.update(sampleRun({ id: id(6), batchId: id(900), status: 'failed' })),
    );
    await prune(storage, { days: 30 });
    expect(kept(storage)).toEqual([6, 5]);
    storage.close();
  });

  test('does not count what it passes over twice', async () => {
    using dir = makeTempDir();
    const storage = await storageWith(dir.path, [
      ended(1, 90, { batchId: id(900) }),
      ended(2, 80),
      ended(3, 70),
      ended(4, 60),
      sampleRun({ id: id(5), batchId: id(900) }),
    ]);
    await prune(storage, { runs: 2 });
    expect(kept(storage)).toEqual([5, 4, 3, 1]);
    storage.close();
  });

  test('takes the events of a large run in several groups', async () => {
    using dir = makeTempDir();
    const storage = await storageWith(dir.path, [ended(1, 90)], 12_000);
    expect(await prune(storage, { days: 30 })).toEqual([[], [], [id(1)]]);
    expect(kept(storage)).toEqual([]);
    storage.close();
  });

  test('of 10,000 runs lets a claim wait for one group at most', async () => {
    using dir = makeTempDir();
    const total = 10_000;
    const storage = await storageWith(
      dir.path,
      Array.from({ length: total }, (_, n) => ended(n, 90)),
    );
    const left = () => storage.runs.counts({}).completed;
    const pruning = prune(storage, { days: 30 });
    const waits: number[] = [];
    for (let n = total; left() > 0; n++) {
      const before = left();
      await storage.write(() => storage.runs.insert(sampleRun({ id: id(n) }), null));
      waits.push(before - left());
    }
    expect((await pruning).flat()).toHaveLength(total);
    expect(waits.length).toBeGreaterThan(total / groupSize / 2);
    expect(Math.max(...waits)).toBeLessThanOrEqual(groupSize);
    storage.close();
  });
});
