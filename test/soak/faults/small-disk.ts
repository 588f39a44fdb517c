import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { databaseName } from '../../../src/executor/storage/open-storage.ts';
import { makeTempDir } from '../../helpers/temp-dir.ts';

/** A place for the state of an executor that can be full. */
export interface SmallDisk extends Disposable {
  /** How it is made, for the report. */
  readonly kind: string;
  readonly stateDir: string;
  /** From now on nothing more can be written. @param pid of the executor */
  fill(pid: number): void;
  /** There is room again. */
  free(pid: number): void;
}

/**
 * A file system of that size in memory. Where this user may not mount one, a limit for the size of the files
 * that the executor writes instead: the store and the logs then fail as on a full disk, with other codes.
 */
export function openSmallDisk(megabytes: number): SmallDisk {
  const temp = makeTempDir('small-disk');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', temp.path], {
      stdio: 'pipe',
    });
  } catch {
    return limitedFiles(temp);
  }
  const filler = join(temp.path, 'filler');
  return {
    kind: `a file system of ${megabytes} MB in memory`,
    stateDir: join(temp.path, 'state'),
    fill: () => writeUntilFull(filler),
    free: () => rmSync(filler, { force: true }),
    [Symbol.dispose]() {
      execFileSync('umount', ['-l', temp.path]);
      temp.remove();
    },
  };
}

function writeUntilFull(path: string): void {
  const file = openSync(path, 'a');
  try {
    for (let size = 1_048_576; size >= 1; size = Math.floor(size / 2)) writeWhilePossible(file, size);
  } finally {
    closeSync(file);
  }
}

function writeWhilePossible(file: number, size: number): void {
  const bytes = Buffer.alloc(size);
  try {
    while (writeSync(file, bytes) === size);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

/** `RLIMIT_FSIZE`, set from outside with util-linux' prlimit: no file may grow beyond the store's size of now. */
function limitedFiles(temp: ReturnType<typeof makeTempDir>): SmallDisk {
  const stateDir = join(temp.path, 'state');
  mkdirSync(stateDir, { mode: 0o700 });
  const limit = (pid: number, size: number | 'unlimited') =>
    execFileSync('prlimit', ['--pid', String(pid), `--fsize=${size}:unlimited`]);
  return {
    kind: 'a limit for the size of files, as this user may not mount a file system',
    stateDir,
    fill: (pid) => limit(pid, sizeOf(join(stateDir, `${databaseName}-wal`))),
    free: (pid) => limit(pid, 'unlimited'),
    [Symbol.dispose]: temp.remove,
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 4096;
}
