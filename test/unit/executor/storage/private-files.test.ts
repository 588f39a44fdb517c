import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acquireDaemonLock } from '../../../../src/executor/storage/daemon-lock.ts';
import { openStorage } from '../../../../src/executor/storage/open-storage.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

test('every file of the storage can be read by its owner only', async () => {
  using dir = makeTempDir();
  const lock = acquireDaemonLock(dir.path);
  const storage = openStorage(dir.path);
  await storage.write(() => storage.runs.insert(sampleRun(), null));
  const modes = Object.fromEntries(
    readdirSync(dir.path).map((name) => [name, (statSync(join(dir.path, name)).mode & 0o777).toString(8)]),
  );
  expect(modes).toEqual({
    'daemon.lock': '600',
    'state.db': '600',
    'state.db-shm': '600',
    'state.db-wal': '600',
  });
  storage.close();
  lock.release();
});
