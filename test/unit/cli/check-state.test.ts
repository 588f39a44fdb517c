import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkSettings } from '../../../src/cli/doctor/check-settings.ts';
import { checkState, type StateFacts } from '../../../src/cli/doctor/check-state.ts';
import { repairState } from '../../../src/executor/repair-state.ts';
import { acquireDaemonLock } from '../../../src/executor/storage/daemon-lock.ts';
import { openStorage, type Storage } from '../../../src/executor/storage/open-storage.ts';
import { isoTime } from '../../../src/lib/clock.ts';
import { sampleRun } from '../../helpers/sample-run.ts';
import { writeStoreV1 } from '../../helpers/store-v1.ts';
import { makeTempDir } from '../../helpers/temp-dir.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const { id } = sampleRun();

async function writtenStore(dir: string, change: (storage: Storage) => void): Promise<void> {
  const storage = openStorage(dir);
  await storage.write(() => {
    storage.runs.insert(sampleRun(), null);
    change(storage);
  });
  storage.close();
}

const openAttempt = (storage: Storage, until: number) =>
  storage.attempts.open({
    runId: id,
    number: 1,
    startedAt: isoTime(now),
    logFrom: null,
    lease: { owner: 'somebody', until },
  });

async function findings(stateDir: string, facts: Partial<StateFacts> = {}) {
  const found = await checkState({ stateDir, running: false, walBytes: 0, now, ...facts });
  return Object.fromEntries(found.map(({ name, ...rest }) => [name, rest]));
}

describe('the state of a project', () => {
  test('has nothing to say when all is well', async () => {
    using dir = makeTempDir();
    await writtenStore(dir.path, () => {});
    expect(await findings(dir.path)).toEqual({
      attempts: { state: 'ok', message: 'none is under way', fix: null },
      clock: { state: 'ok', message: 'nothing is dated in the future', fix: null },
    });
  });

  test('names attempts that a dead executor left, and those that a living one has lost sight of', async () => {
    using dir = makeTempDir();
    await writtenStore(dir.path, (storage) => openAttempt(storage, now + 5000));
    expect((await findings(dir.path))['attempts']).toMatchObject({
      state: 'note',
      message: `1 were under way when the executor died (attempt 1 of ${id})`,
    });
    expect((await findings(dir.path, { running: true }))['attempts']).toMatchObject({
      state: 'ok',
      message: '1 under way',
    });
    const later = await findings(dir.path, { running: true, now: now + 6000 });
    expect(later['attempts']).toMatchObject({ state: 'note', message: expect.stringContaining('1 of 1') });
  });

  test('tells that the clock was set back', async () => {
    using dir = makeTempDir();
    await writtenStore(dir.path, (storage) => {
      const createdAt = isoTime(now + 3_600_000);
      storage.events.append({ runId: id, type: 'x', level: 'info', message: '', payload: null, createdAt });
    });
    expect((await findings(dir.path))['clock']).toMatchObject({
      state: 'note',
      message: expect.stringContaining('60 min from now'),
    });
  });

  test('tells of a large write-ahead log, of logs without a run and of copies', async () => {
    using dir = makeTempDir();
    await writtenStore(dir.path, () => {});
    mkdirSync(join(dir.path, 'logs', id.replace(/1$/, '2')), { recursive: true });
    mkdirSync(join(dir.path, 'logs', id), { recursive: true });
    writeFileSync(join(dir.path, 'state.db.backup-v1-2026'), 'x'.repeat(2048));
    const found = await findings(dir.path, { walBytes: 100 * 1024 * 1024 });
    expect(found).toMatchObject({
      wal: { state: 'note', message: expect.stringContaining('100 MB') },
      logs: { message: '1 log folders have no run any more', fix: expect.stringContaining('--repair') },
      copies: { message: '2 kB in state.db.backup-v1-2026' },
    });
  });

  test('of an older schema is left to the next start', async () => {
    using dir = makeTempDir();
    writeStoreV1(dir.path, [{ id, status: 'running' }]);
    expect(await findings(dir.path)).toMatchObject({ schema: { state: 'note' } });
  });
});

describe('repairing the state', () => {
  test('removes what a crash left and keeps every run', async () => {
    using dir = makeTempDir();
    await writtenStore(dir.path, (storage) => openAttempt(storage, now));
    const logs = join(dir.path, 'logs');
    for (const name of [id, id.replace(/1$/, '2'), 'spares'])
      mkdirSync(join(logs, name), { recursive: true });
    writeFileSync(join(dir.path, 'state.db.backup-v1-2026.unfinished'), '');
    expect(await repairState(dir.path)).toEqual({ strayLogs: 1, shrinkable: true });
    expect(readdirSync(logs).sort()).toEqual([id, 'spares']);
    expect(readdirSync(dir.path).filter((name) => name.includes('unfinished'))).toEqual([]);
    expect(statSync(join(dir.path, 'state.db-wal'), { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    const storage = openStorage(dir.path);
    expect(storage.runs.get(id)?.status).toBe('pending');
    expect(storage.attempts.stillOpen()).toHaveLength(1);
    storage.close();
  });

  test('is refused while an executor runs', async () => {
    using dir = makeTempDir();
    await writtenStore(dir.path, () => {});
    const lock = acquireDaemonLock(dir.path);
    await expect(repairState(dir.path)).rejects.toMatchObject({ kind: 'conflict' });
    lock.release();
  });
});

describe('the settings of a project', () => {
  test('are named where they come from, and wrong when they cannot be read', () => {
    using dir = makeTempDir();
    expect(checkSettings(dir.path)).toMatchObject({
      state: 'ok',
      message: expect.stringMatching(/^defaults: /),
    });
    writeFileSync(join(dir.path, 'vfjobs.json'), '{"limits": {"concurrency": 2}, "retention": {"days": 3}}');
    expect(checkSettings(dir.path).message).toMatch(/^vfjobs\.json: 2 attempts at once, .* for 3 days$/);
    writeFileSync(join(dir.path, 'vfjobs.json'), '{"limits": {"concurrency": "many"}}');
    expect(checkSettings(dir.path)).toMatchObject({
      state: 'wrong',
      message: expect.stringContaining('limits.concurrency'),
    });
  });
});
