import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLedger } from '../../../../src/executor/queue/ledger.ts';
import { pruneCache } from '../../../../src/executor/retention/prune-cache.ts';
import { createRetention } from '../../../../src/executor/retention/retention.ts';
import { openStorage } from '../../../../src/executor/storage/open-storage.ts';
import { createRunLogs } from '../../../../src/executor/worker/run-logs.ts';
import { isoTime } from '../../../../src/lib/clock.ts';
import { openProject } from '../../../helpers/executor-project.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';
import { scheduleRecord } from '../../../helpers/schedule-record.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

const id = (n: number) => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;
const day = 86_400_000;

const event = { type: 'schedule.created', level: 'info', message: '', payload: null } as const;

/** Turns of the event loop with time passing, until it holds. */
async function until(clock: { advance(ms: number): void }, holds: () => boolean): Promise<void> {
  while (!holds()) {
    clock.advance(20);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

describe('retention', () => {
  test('removes rows and logs of old runs, and the file shrinks', async () => {
    using dir = makeTempDir();
    const clock = makeFakeClock();
    const storage = openStorage(dir.path, clock);
    const completedAt = isoTime(clock.now() - 2 * day);
    await storage.write(() => {
      for (let n = 0; n < 1000; n++) {
        const output = 'x'.repeat(8000);
        storage.runs.insert(sampleRun({ id: id(n), status: 'completed', completedAt, output }), null);
      }
      storage.runs.insert(sampleRun({ id: id(1000) }), null);
    });
    storage.upkeep.emptyLog();
    const logsDir = join(dir.path, 'logs');
    for (const name of [id(0), id(999), id(1000), id(5000), 'spares', 'not-a-run']) {
      mkdirSync(join(logsDir, name, '1'), { recursive: true });
      writeFileSync(join(logsDir, name, 'log'), 'a line\n');
    }
    // Output of a pruned run that a full disk has kept out of its log.
    mkdirSync(join(logsDir, 'unmerged'));
    writeFileSync(join(logsDir, 'unmerged', `${id(0)}.1`), '');
    const path = join(dir.path, 'state.db');
    const before = statSync(path).size;
    expect(before).toBeGreaterThan(8_000_000);
    const logs = createRunLogs(logsDir, makeFakeClock());
    const retention = createRetention({
      storage,
      logs,
      clock,
      ledger: createLedger(storage, clock),
      retention: { days: 1, runs: 1e6 },
      stateDir: dir.path,
    });
    await retention.start();
    // The sweep is over when the only timer left is that of the next one.
    await until(clock, () => statSync(path).size < 3_000_000 && clock.pending === 1);
    expect(storage.runs.counts({})).toMatchObject({ completed: 0, pending: 1 });
    expect(readdirSync(logsDir).sort()).toEqual([id(1000), 'not-a-run', 'spares', 'unmerged'].sort());
    expect(readdirSync(join(logsDir, 'unmerged'))).toEqual([]);
    expect(statSync(`${path}-wal`).size).toBe(0);
    await retention.stop();
    expect(clock.pending).toBe(0);
    storage.close();
  });

  test('looks at all schedules once, and then at those to which something has happened', async () => {
    using dir = makeTempDir();
    const clock = makeFakeClock();
    const storage = openStorage(dir.path, clock);
    const ledger = createLedger(storage, clock);
    const records = [1, 2].map((n) => scheduleRecord(clock.now(), { id: id(n), wakeAt: null }));
    await ledger.record((pen) => {
      for (const record of records) pen.schedules.insert(record, event);
    });
    const looked: string[][] = [];
    const prune: typeof storage.slots.prune = (scheduleId, ...rest) => {
      looked.at(-1)?.push(scheduleId);
      return storage.slots.prune(scheduleId, ...rest);
    };
    const retention = createRetention({
      storage: { ...storage, slots: { ...storage.slots, prune } },
      logs: createRunLogs(join(dir.path, 'logs'), clock),
      clock,
      ledger,
      retention: { days: 1, runs: 1e6 },
      stateDir: dir.path,
    });
    const sweep = async (ms: number) => {
      looked.push([]);
      clock.advance(ms);
      await until(clock, () => clock.pending === 1);
    };
    await retention.start();
    await sweep(5000);
    await sweep(600_000);
    await ledger.record((pen) => pen.schedules.append(id(2), event));
    await sweep(600_000);
    expect(looked.map((ids) => [...new Set(ids)])).toEqual([[id(1), id(2)], [], [id(2)]]);
    for (let n = 3; n <= 144; n += 1) await sweep(600_000);
    expect(new Set(looked.at(-1))).toEqual(new Set([id(1), id(2)]));
    await retention.stop();
    storage.close();
  });

  test('can be stopped in the middle of a sweep, and the next one goes on', async () => {
    using dir = makeTempDir();
    const clock = makeFakeClock();
    const storage = openStorage(dir.path, clock);
    const completedAt = isoTime(clock.now() - 2 * day);
    await storage.write(() => {
      for (let n = 0; n < 1000; n++) {
        storage.runs.insert(sampleRun({ id: id(n), status: 'completed', completedAt }), null);
      }
    });
    const logs = createRunLogs(join(dir.path, 'logs'), clock);
    const ledger = createLedger(storage, clock);
    const parts = { storage, logs, clock, ledger, retention: { days: 1, runs: 1e6 }, stateDir: dir.path };
    const left = () => storage.runs.counts({}).completed;
    const first = createRetention(parts);
    await first.start();
    await until(clock, () => left() < 1000);
    await first.stop();
    expect(left()).toBeGreaterThan(0);
    const second = createRetention(parts);
    await second.start();
    await until(clock, () => left() === 0);
    await second.stop();
    storage.close();
  });
});

test('an executor forgets what its settings say, and the ids of forgotten runs stay with others', async () => {
  const clock = makeFakeClock();
  await using project = await openProject({ hello: taskSource('return 1;') }, { clock, concurrency: 0 });
  const old = await project.create();
  await project.executor.cancelRun(old.id, 'a test');
  const retried = await project.executor.retryRun(old.id);
  clock.advance(31 * day);
  await until(clock, () => project.executor.countRuns({}).cancelled === 0);
  expect(() => project.executor.getRun(old.id)).toThrow(expect.objectContaining({ kind: 'not-found' }));
  expect(project.executor.getRun(retried.id)).toMatchObject({ retryOf: old.id, status: 'pending' });
});

test('the cache loses files that were neither written nor read for a while', async () => {
  using dir = makeTempDir();
  const file = (name: string, readAt: number, writtenAt: number) => {
    mkdirSync(join(dir.path, 'compiled'), { recursive: true });
    const path = join(dir.path, 'compiled', name);
    writeFileSync(path, '');
    utimesSync(path, readAt, writtenAt);
    return path;
  };
  const [unused, read, written] = [file('a', 10, 10), file('b', 50, 10), file('c', 10, 50)];
  expect(await pruneCache(dir.path, 30_000)).toBe(1);
  expect([unused, read, written].map((path) => existsSync(path))).toEqual([false, true, true]);
  expect(await pruneCache(join(dir.path, 'nowhere'), 30_000)).toBe(0);
});
