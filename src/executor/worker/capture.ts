import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { makePrivateDir, privateFile, rawFile } from './log-paths.ts';

export const rawStreams = ['stdout', 'stderr'] as const;
export type RawStream = (typeof rawStreams)[number];

/** The two files that a child writes its raw output to. */
export interface Capture {
  /** For the child and for reading. */
  readonly fds: Readonly<Record<RawStream, number>>;
  /** The folder that they lie in. */
  readonly home: string;
  /** Makes the files' folder `dir`, which must not be there yet. Open descriptors stay valid. */
  moveTo(dir: string): void;
  /** Gives the files a second name in the folder `dir`, if they have none there yet. */
  linkTo(dir: string): void;
  /** Bytes that both files hold. */
  size(): number;
  /** Forgets what the files hold. Whoever writes to them goes on at their start. */
  empty(): void;
  /** Closes the descriptors; the files stay. */
  close(): void;
  /** Closes the descriptors and deletes the files. */
  discard(): void;
}

/** Creates the files in a folder of their own. Appending, so that no writer can overwrite another's output. */
export function createCapture(dir: string): Capture {
  makePrivateDir(dir);
  let home = dir;
  const fds = openBoth(dir);
  let closed = false;
  const close = () => {
    if (closed) return;
    closed = true;
    for (const stream of rawStreams) closeSync(fds[stream]);
  };
  return {
    fds,
    get home() {
      return home;
    },
    moveTo(next) {
      makePrivateDir(dirname(next));
      renameSync(home, next);
      home = next;
    },
    linkTo: (next) => linkRawFiles(home, next),
    size: () => fstatSync(fds.stdout).size + fstatSync(fds.stderr).size,
    empty() {
      for (const stream of rawStreams) ftruncateSync(fds[stream], 0);
    },
    close,
    discard() {
      close();
      deleteRawFiles(home);
      if (home === dir) rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Opens both files or none: who is out of descriptors must not lose one more with each try. */
function openBoth(dir: string): Record<RawStream, number> {
  const open = (stream: RawStream) => openSync(rawFile(dir, stream), 'ax+', privateFile);
  const stdout = open('stdout');
  try {
    return { stdout, stderr: open('stderr') };
  } catch (error) {
    closeSync(stdout);
    rmSync(rawFile(dir, 'stdout'), { force: true });
    throw error;
  }
}

/** Opens what an earlier daemon captured for an attempt; null when nothing is left. */
export function openCaptured(dir: string, stream: RawStream): number | null {
  try {
    return openSync(rawFile(dir, stream), 'r+');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Gives captured files a second name in another folder, if they have none there yet. */
export function linkRawFiles(home: string, dir: string): void {
  makePrivateDir(dir);
  for (const stream of rawStreams) {
    if (!existsSync(rawFile(dir, stream))) linkSync(rawFile(home, stream), rawFile(dir, stream));
  }
}

/** True when anything was captured in the folder. */
export function hasOutput(home: string): boolean {
  return rawStreams.some((stream) => statSync(rawFile(home, stream)).size > 0);
}

/** True when an attempt's raw output lies in the folder. */
export function hasRawFiles(dir: string): boolean {
  return rawStreams.some((stream) => existsSync(rawFile(dir, stream)));
}

export function deleteRawFiles(dir: string): void {
  for (const stream of rawStreams) rmSync(rawFile(dir, stream), { force: true });
}

/** The end of a file as text, at most `bytes` long. */
export function tailOf(fd: number, bytes: number): string {
  const { size } = fstatSync(fd);
  const buffer = Buffer.alloc(Math.min(bytes, size));
  const read = readSync(fd, buffer, 0, buffer.length, size - buffer.length);
  return buffer.toString('utf8', 0, read);
}
