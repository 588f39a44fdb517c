import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { backUp, findBackups } from '../../../../src/executor/storage/backup.ts';
import { schemaVersion } from '../../../../src/executor/storage/migrations.ts';
import { openStorage } from '../../../../src/executor/storage/open-storage.ts';
import { isShrinkable } from '../../../../src/executor/storage/shrinkable.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { refusal } from '../../../helpers/refusal.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';
import { scheduleRecord } from '../../../helpers/schedule-record.ts';
import { type RunV1, writeStoreV1 } from '../../../helpers/store-v1.ts';
import { type RunV2, writeStoreV2 } from '../../../helpers/store-v2.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

const id = (n: number) => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;
const clock = makeFakeClock();
const stamp = '2026-01-01T00-00-00-000Z';

const oldRuns: readonly RunV1[] = [
  { id: id(1), status: 'completed', completedAt: 1_700_000_005_000 },
  { id: id(2), status: 'failed', batchId: id(90), target: 'task:a', completedAt: 1_700_000_006_000 },
  { id: id(3), status: 'pending', batchId: id(90), target: 'task:b' },
  { id: id(4), status: 'completed', batchId: id(91), target: 'task:a', completedAt: 1_700_000_007_000 },
  { id: id(5), status: 'running' },
];

function withDatabase<T>(path: string, use: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(path);
  try {
    return use(db);
  } finally {
    db.close();
  }
}

const versionOf = (path: string) =>
  withDatabase(path, (db) => db.prepare('PRAGMA user_version').get()?.['user_version']);

describe('a store of schema version 1', () => {
  test('keeps every run, attempt and event, and gains counts and batches', () => {
    using dir = makeTempDir();
    const path = writeStoreV1(dir.path, oldRuns);
    const storage = openStorage(dir.path, clock);
    expect(storage.projectId).toBe(id(0).replace(/00$/, 'ff'));
    for (const { id: runId, status, target = 'task:hello', batchId = null } of oldRuns) {
      const run = storage.runs.get(runId);
      expect(run).toMatchObject({ status, target, batchId, config: { a: 1 }, input: [2] });
      expect(run).toMatchObject({ dependsOn: [], waitingFor: [], onDependencyFailure: 'fail' });
      expect(storage.attempts.list(runId)).toMatchObject([{ number: 1, endedAt: null, reasonText: null }]);
      const range = { afterId: 0, beforeId: 1e9, limit: 9, newestFirst: false };
      expect(storage.events.list(runId, range).map(({ type }) => type)).toEqual([
        'run.accepted',
        'run.started',
      ]);
    }
    expect(storage.runs.counts({})).toMatchObject({ pending: 1, running: 1, completed: 2, failed: 1 });
    expect(storage.batches.get(id(90), clock.now())).toMatchObject({
      target: null,
      runCount: 2,
      counts: { failed: 1, pending: 1 },
    });
    expect(storage.batches.get(id(91), clock.now())).toMatchObject({ target: 'task:a', runCount: 1 });
    storage.close();
    expect(versionOf(path)).toBe(schemaVersion);
  });

  test('goes on counting what is written after', async () => {
    using dir = makeTempDir();
    writeStoreV1(dir.path, oldRuns);
    const storage = openStorage(dir.path, clock);
    await storage.write(() => storage.runs.insert(sampleRun({ id: id(6), batchId: id(91) }), null));
    expect(storage.batches.get(id(91), clock.now())).toMatchObject({
      target: null,
      runCount: 2,
      counts: { pending: 1 },
    });
    expect(storage.runs.counts({}).pending).toBe(2);
    storage.close();
  });

  test('is copied first, whole and for its owner only', () => {
    using dir = makeTempDir();
    const path = writeStoreV1(dir.path, oldRuns);
    openStorage(dir.path, clock).close();
    const backup = `${path}.backup-v1-${stamp}`;
    expect(findBackups(path)).toEqual([backup]);
    expect((statSync(backup).mode & 0o777).toString(8)).toBe('600');
    expect(versionOf(backup)).toBe(1);
    const rows = withDatabase(backup, (db) => db.prepare('SELECT id, status FROM runs ORDER BY seq').all());
    expect(rows.map((row) => ({ ...row }))).toEqual(
      oldRuns.map(({ id: runId, status }) => ({ id: runId, status })),
    );
  });

  test('can shrink afterwards', () => {
    using dir = makeTempDir();
    const path = writeStoreV1(dir.path, oldRuns);
    expect(withDatabase(path, isShrinkable)).toBe(false);
    openStorage(dir.path, clock).close();
    expect(withDatabase(path, isShrinkable)).toBe(true);
  });

  test('is as it was when the migration fails, and the message says where the copy is', () => {
    using dir = makeTempDir();
    const path = writeStoreV1(dir.path, oldRuns);
    // In the way of a table that version 2 makes, near its end.
    withDatabase(path, (db) => db.exec('CREATE TABLE run_counts (mine TEXT)'));
    const error = refusal(() => openStorage(dir.path, clock));
    expect(error).toMatchObject({ kind: 'storage', fix: expect.stringContaining(`.backup-v1-${stamp}`) });
    expect(error.message).toContain(`from schema version 1 to ${schemaVersion}`);
    expect(versionOf(path)).toBe(1);
    withDatabase(path, (db) => {
      expect(db.prepare('SELECT count(*) AS n FROM runs').get()).toEqual({ n: oldRuns.length });
      expect(db.prepare("SELECT name FROM pragma_table_info('runs') WHERE name = 'lane'").all()).toEqual([]);
      db.exec('DROP TABLE run_counts');
    });
    const storage = openStorage(dir.path, clock);
    expect(storage.runs.counts({}).running).toBe(1);
    storage.close();
  });

  test('is not migrated when it cannot be copied', () => {
    using dir = makeTempDir();
    const path = writeStoreV1(dir.path, oldRuns);
    // A folder stands where the copy would be written.
    mkdirSync(`${path}.backup-v1-${stamp}.unfinished`);
    expect(refusal(() => openStorage(dir.path, clock))).toMatchObject({
      kind: 'storage',
      message: expect.stringContaining('the copy failed'),
    });
    expect(versionOf(path)).toBe(1);
    expect(findBackups(path)).toEqual([]);
  });

  test('leaves nothing of a copy that was cut short', () => {
    using dir = makeTempDir();
    const path = writeStoreV1(dir.path, oldRuns);
    // What a program that was killed while copying leaves behind.
    writeFileSync(`${path}.backup-v1-${stamp}.unfinished`, 'x'.repeat(100));
    openStorage(dir.path, clock).close();
    expect(readdirSync(dir.path).filter((name) => name.includes('backup'))).toEqual([
      `state.db.backup-v1-${stamp}`,
    ]);
    expect(versionOf(`${path}.backup-v1-${stamp}`)).toBe(1);
  });
});

describe('a store of schema version 2', () => {
  const runs: readonly RunV2[] = [
    { id: id(1), status: 'completed', batchId: id(90) },
    { id: id(2), status: 'pending', batchId: id(90), scheduleId: 'somebody' },
    { id: id(3), status: 'waiting', dependsOn: [id(2)] },
  ];

  test('keeps every run, attempt, event, batch and dependency, and gains schedules', async () => {
    using dir = makeTempDir();
    const path = writeStoreV2(dir.path, runs);
    const storage = openStorage(dir.path, clock);
    for (const { id: runId, status, batchId = null, scheduleId = null, dependsOn = [] } of runs) {
      const run = storage.runs.get(runId);
      expect(run).toMatchObject({
        status,
        batchId,
        scheduleId,
        dependsOn,
        slot: null,
        config: { a: 1 },
        input: [2],
      });
      expect(storage.attempts.list(runId)).toMatchObject([{ number: 1 }]);
      const range = { afterId: 0, beforeId: 1e9, limit: 9, newestFirst: false };
      expect(storage.events.list(runId, range)).toMatchObject([{ type: 'run.accepted', message: 'm' }]);
    }
    expect(storage.runs.counts({})).toMatchObject({ completed: 1, pending: 1, waiting: 1 });
    expect(storage.batches.get(id(90), clock.now())).toMatchObject({ runCount: 2 });
    expect(storage.dependencies.open(id(2), 9)).toEqual([id(3)]);
    expect(storage.schedules.list({}, Number.MAX_SAFE_INTEGER, 9)).toEqual([]);
    expect(storage.schedules.nextWake()).toBeNull();
    expect(storage.scheduleRuns.hasUnended('somebody')).toBe(true);
    await storage.write(() => storage.schedules.insert(scheduleRecord(clock.now())));
    storage.close();
    expect(versionOf(path)).toBe(schemaVersion);
    expect(findBackups(path)).toEqual([`${path}.backup-v2-${stamp}`]);
  });

  test('is as it was when the migration fails', () => {
    using dir = makeTempDir();
    const path = writeStoreV2(dir.path, runs);
    // In the way of the last table that version 3 makes.
    withDatabase(path, (db) => db.exec('CREATE TABLE schedule_events (mine TEXT)'));
    expect(refusal(() => openStorage(dir.path, clock)).message).toContain(
      `from schema version 2 to ${schemaVersion}`,
    );
    expect(versionOf(path)).toBe(2);
    withDatabase(path, (db) => {
      expect(db.prepare("SELECT name FROM sqlite_schema WHERE name IN ('schedules', 'slots')").all()).toEqual(
        [],
      );
      expect(db.prepare("SELECT name FROM pragma_table_info('runs') WHERE name = 'slot'").all()).toEqual([]);
    });
  });
});

describe('a new store', () => {
  test('can shrink, and needs no copy', () => {
    using dir = makeTempDir();
    openStorage(dir.path, clock).close();
    const path = join(dir.path, 'state.db');
    expect(withDatabase(path, isShrinkable)).toBe(true);
    expect(versionOf(path)).toBe(schemaVersion);
    expect(findBackups(path)).toEqual([]);
  });
});

describe('copies', () => {
  test('only the newest two are kept, and files of others stay', () => {
    using dir = makeTempDir();
    const path = writeStoreV1(dir.path, oldRuns);
    writeFileSync(`${path}.backup-mine`, '');
    const made = withDatabase(path, (db) => [10, 30, 20].map((second) => backUp(db, path, 1, second * 1000)));
    expect(findBackups(path)).toEqual([made[1], made[2]]);
    expect(readdirSync(dir.path)).toContain('state.db.backup-mine');
  });
});
