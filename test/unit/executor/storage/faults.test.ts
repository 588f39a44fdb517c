import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openExecutor } from '../../../../src/executor/open-executor.ts';
import { checkStore } from '../../../../src/executor/storage/check-store.ts';
import { storageFault } from '../../../../src/executor/storage/faults.ts';
import { createGroupCommit } from '../../../../src/executor/storage/group-commit.ts';
import { schemaVersion } from '../../../../src/executor/storage/migrations.ts';
import { moveAside } from '../../../../src/executor/storage/move-aside.ts';
import { openStorage } from '../../../../src/executor/storage/open-storage.ts';
import { refusal } from '../../../helpers/refusal.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

/** A database with a few hundred runs, closed. */
async function filledStore(dir: string): Promise<string> {
  const storage = openStorage(dir);
  const ids = Array.from({ length: 300 }, (_, n) => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`);
  await Promise.all(ids.map((id) => storage.write(() => storage.runs.insert(sampleRun({ id }), null))));
  storage.close();
  return join(dir, 'state.db');
}

/** Overwrites pages, as a failing disk would. */
function damagePages(path: string, from: number, to: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 4096 * from, 4096 * to);
  writeFileSync(path, bytes);
}

const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

describe('a database that cannot be used', () => {
  test('refuses a file that is no database, and leaves it as it was', () => {
    using dir = makeTempDir();
    const path = join(dir.path, 'state.db');
    writeFileSync(path, 'dear diary\n'.repeat(2000));
    const before = hash(path);
    const error = refusal(() => openStorage(dir.path));
    expect(error).toMatchObject({ kind: 'storage', fix: expect.stringContaining('vfjobs doctor') });
    expect(error.message).toContain(`${path} is not a database`);
    expect(hash(path)).toBe(before);
  });

  test('refuses a damaged database, and leaves it as it was', async () => {
    using dir = makeTempDir();
    const path = await filledStore(dir.path);
    damagePages(path, 3, 12);
    const before = hash(path);
    const error = refusal(() => openStorage(dir.path));
    expect(error).toMatchObject({ kind: 'storage', fix: expect.stringContaining('vfjobs doctor') });
    expect(error.message).toContain(`${path} is damaged`);
    expect(hash(path)).toBe(before);
  });

  test('refuses a database of a newer program and names both versions', async () => {
    using dir = makeTempDir();
    const path = await filledStore(dir.path);
    const db = new DatabaseSync(path);
    db.exec(`PRAGMA user_version = ${schemaVersion + 7}`);
    db.close();
    const before = hash(path);
    const error = refusal(() => openStorage(dir.path));
    expect(error.message).toContain(`version ${schemaVersion + 7}`);
    expect(error.message).toContain(`up to ${schemaVersion}`);
    expect(hash(path)).toBe(before);
  });

  test('says so when damage shows only later, at a read, and then writes nothing more', async () => {
    using dir = makeTempDir();
    // Too large for the check at the start.
    const config = { text: 'x'.repeat(9 * 1024 * 1024) };
    const filled = openStorage(dir.path);
    await filled.write(() => filled.runs.insert(sampleRun({ config }), null));
    filled.close();
    const path = join(dir.path, 'state.db');
    damagePages(path, 500, 530);
    const before = hash(path);
    const storage = openStorage(dir.path);
    const read = () => storage.runs.get(sampleRun().id);
    expect(refusal(read).message).toContain(`${path} is damaged`);
    await expect(storage.write(read)).rejects.toMatchObject({ kind: 'storage' });
    await expect(storage.write(() => 'nothing')).rejects.toMatchObject({ kind: 'storage' });
    storage.close();
    expect(hash(path)).toBe(before);
  });

  test('says so when there is no such project', async () => {
    using dir = makeTempDir();
    const projectDir = join(dir.path, 'typo');
    await expect(openExecutor({ projectDir })).rejects.toMatchObject({ kind: 'not-found' });
    expect(readdirSync(dir.path)).toEqual([]);
  });

  test('says so when the state directory cannot be made', async () => {
    using dir = makeTempDir();
    writeFileSync(join(dir.path, 'file'), 'in the way');
    const stateDir = join(dir.path, 'file', 'state');
    await expect(openExecutor({ projectDir: dir.path, stateDir })).rejects.toMatchObject({
      kind: 'storage',
      message: expect.stringContaining('The state directory cannot be used'),
    });
  });

  test('says so when a folder stands where the database should be', () => {
    using dir = makeTempDir();
    mkdirSync(join(dir.path, 'state.db'));
    expect(refusal(() => openStorage(dir.path)).message).toContain('cannot be opened');
  });

  test('says so when another program holds the database, after waiting for it', async () => {
    using dir = makeTempDir();
    const storage = openStorage(dir.path);
    const other = new DatabaseSync(join(dir.path, 'state.db'));
    other.exec('BEGIN IMMEDIATE');
    const write = storage.write(() => storage.runs.insert(sampleRun(), null));
    await expect(write).rejects.toMatchObject({
      kind: 'storage',
      message: expect.stringContaining('locked by another program'),
    });
    other.exec('ROLLBACK');
    other.close();
    await storage.write(() => storage.runs.insert(sampleRun(), null));
    expect(storage.runs.counts({}).pending).toBe(1);
    storage.close();
  });

  test('fails a write when there is no room, keeps what was there, and goes on when there is room', async () => {
    using dir = makeTempDir();
    const path = await filledStore(dir.path);
    const db = new DatabaseSync(path);
    const commits = createGroupCommit(db, path);
    const rows = () => db.prepare('SELECT count(*) AS n FROM events').get();
    const grow = () =>
      db.exec(`INSERT INTO events SELECT seq, id, 'x', 'info', hex(randomblob(4000)), '{}', 0 FROM runs`);
    const used = db.prepare('PRAGMA page_count').get()?.['page_count'];
    // SQLite's own limit of pages answers with the same code as a full disk.
    db.exec(`PRAGMA max_page_count = ${used}`);
    const writes = [commits.write(grow), commits.write(() => 'small')];
    expect(await Promise.allSettled(writes)).toMatchObject([
      { status: 'rejected', reason: { kind: 'storage', message: expect.stringContaining('is full') } },
      expect.anything(),
    ]);
    expect(rows()).toEqual({ n: 0 });
    db.exec('PRAGMA max_page_count = 1000000');
    await commits.write(grow);
    expect(rows()).toEqual({ n: 300 });
    db.close();
  });

  test('takes a full disk and a missing permission of the file system for what they are', () => {
    const fault = (code: string) => storageFault(Object.assign(new Error('no'), { code }), '/x/state.db');
    expect(fault('ENOSPC')).toMatchObject({ kind: 'storage', message: expect.stringContaining('is full') });
    expect(fault('EACCES')).toMatchObject({ message: expect.stringContaining('cannot be opened') });
    const bug = new TypeError('not a function');
    expect(storageFault(bug, '/x/state.db')).toBe(bug);
  });
});

describe('doctor', () => {
  test('reports a sound store with its sizes and versions', async () => {
    using dir = makeTempDir();
    const path = await filledStore(dir.path);
    const report = checkStore(dir.path);
    expect(report).toMatchObject({ path, exists: true, schemaVersion, problems: [] });
    expect(report.databaseBytes).toBe(statSync(path).size);
    expect(report.sqliteVersion).toMatch(/^3\./);
  });

  test('reports a missing store and a damaged one', async () => {
    using dir = makeTempDir();
    expect(checkStore(dir.path)).toMatchObject({ exists: false, problems: [] });
    damagePages(await filledStore(dir.path), 3, 12);
    expect(checkStore(dir.path).problems.join()).not.toBe('');
  });

  test('moves a damaged store aside, byte for byte, so that the next start makes a new one', async () => {
    using dir = makeTempDir();
    const path = await filledStore(dir.path);
    damagePages(path, 3, 12);
    const before = hash(path);
    const moved = moveAside(dir.path, Date.parse('2026-11-20T08:00:00Z'));
    expect(moved).toBe(`${path}.corrupt-2026-11-20T08-00-00-000Z`);
    expect(hash(moved)).toBe(before);
    const storage = openStorage(dir.path);
    expect(storage.runs.counts({}).pending).toBe(0);
    storage.close();
    expect(readdirSync(dir.path)).toContain('state.db');
  });
});
