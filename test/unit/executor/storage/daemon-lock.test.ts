import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { acquireDaemonLock } from '../../../../src/executor/storage/daemon-lock.ts';
import { moveAside } from '../../../../src/executor/storage/move-aside.ts';
import { openStorage } from '../../../../src/executor/storage/open-storage.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

const holderScript = fileURLToPath(new URL('lock-holder.ts', import.meta.url));

/** Another process that holds the lock. */
async function startHolder(stateDir: string): Promise<ChildProcess> {
  const holder = spawn(process.execPath, [holderScript, stateDir], { stdio: ['ignore', 'pipe', 'ignore'] });
  await Promise.race([
    once(holder.stdout, 'data'),
    once(holder, 'exit').then(() => Promise.reject(new Error('the holder ended'))),
  ]);
  return holder;
}

test('refuses a second process, names the pid of the first, and is free at once after SIGKILL', async () => {
  using dir = makeTempDir();
  const holder = await startHolder(dir.path);
  try {
    expect(() => acquireDaemonLock(dir.path)).toThrow(
      expect.objectContaining({ kind: 'conflict', message: expect.stringContaining(`pid ${holder.pid}`) }),
    );
  } finally {
    holder.kill('SIGKILL');
    await once(holder, 'exit');
  }
  acquireDaemonLock(dir.path).release();
});

test('refuses this very process a second time, and the first lock survives that', async () => {
  using dir = makeTempDir();
  const lock = acquireDaemonLock(dir.path);
  expect(() => acquireDaemonLock(dir.path)).toThrow(
    expect.objectContaining({ kind: 'conflict', message: expect.stringContaining(`pid ${process.pid}`) }),
  );
  await expect(startHolder(dir.path)).rejects.toThrow('the holder ended');
  lock.release();
  const holder = await startHolder(dir.path);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
});

test('keeps doctor from moving the database of a running executor', () => {
  using dir = makeTempDir();
  const lock = acquireDaemonLock(dir.path);
  openStorage(dir.path).close();
  expect(() => moveAside(dir.path, 0)).toThrow(expect.objectContaining({ kind: 'conflict' }));
  lock.release();
});
