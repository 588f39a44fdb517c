import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test, vi } from 'vitest';
import { databaseName, openStorage } from '../../src/executor/storage/open-storage.ts';
import { sampleRun } from '../helpers/sample-run.ts';
import { makeTempDir } from '../helpers/temp-dir.ts';

describe('what survives a power loss', () => {
  test('the connection that writes waits for the disk with every commit', () => {
    using dir = makeTempDir('durability');
    // The mode belongs to a connection and cannot be read from another one: what is executed is read along.
    const executed = vi.spyOn(DatabaseSync.prototype, 'exec');
    openStorage(dir.path).close();
    const pragmas = executed.mock.calls.map(([sql]) => sql).join(';');
    executed.mockRestore();
    expect(pragmas).toMatch(/PRAGMA journal_mode = WAL/);
    expect(pragmas).toMatch(/PRAGMA synchronous = FULL/);
    expect(pragmas).not.toMatch(/synchronous = (OFF|NORMAL|0|1)/);
  });

  test('what a creation was answered for is in the files at that moment', async () => {
    using dir = makeTempDir('durability');
    using copy = makeTempDir('durability');
    const storage = openStorage(dir.path);
    await storage.write(() => storage.runs.insert(sampleRun(), null));
    for (const name of [databaseName, `${databaseName}-wal`]) {
      copyFileSync(join(dir.path, name), join(copy.path, name));
    }
    storage.close();
    const found = openStorage(copy.path);
    expect(found.runs.get(sampleRun().id)).toMatchObject({ status: 'pending' });
    found.close();
  });
});
