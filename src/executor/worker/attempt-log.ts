import { closeSync, fstatSync, readSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../lib/clock.ts';
import { type Capture, deleteRawFiles, openCaptured, tailOf } from './capture.ts';
import { toRecords } from './log-records.ts';
import { attemptMark, type MergedLog, mergedBytesOf, openMergedLog } from './merged-log.ts';

const sliceBytes = 1_048_576;

/** Moves the output of one running attempt into the log of its run. */
export interface AttemptLog {
  /** Merges what has come since the last call, 1 MiB per stream at most; true when the log grew. */
  poll(): boolean;
  readonly totalBytes: number;
  /** The end of what the attempt wrote to stderr. */
  stderrTail(bytes: number): string;
  /** Merges the rest and deletes the raw files. The attempt's processes must be gone. */
  close(): Promise<void>;
}

interface Source {
  readonly stream: 'stdout' | 'stderr';
  readonly fd: number;
  /** Bytes of the file that have records. */
  offset: number;
}

/** Opens the log of an attempt that is about to start: its files move to `dir`, a line marks the border. */
export function openAttemptLog(
  file: string,
  dir: string,
  attempt: number,
  capture: Capture,
  clock: Clock,
): AttemptLog {
  capture.moveTo(dir);
  const log = openMergedLog(file);
  log.mark(clock.now(), attemptMark(attempt));
  const sources: Source[] = [
    { stream: 'stdout', fd: capture.fds.stdout, offset: 0 },
    { stream: 'stderr', fd: capture.fds.stderr, offset: 0 },
  ];
  const poll = () => sources.map((source) => mergeMore(log, source, clock, false)).includes(true);
  return {
    poll,
    get totalBytes() {
      return log.totalBytes;
    },
    stderrTail: (bytes) => tailOf(capture.fds.stderr, bytes),
    async close() {
      try {
        await mergeRest(log, sources, clock);
        deleteRawFiles(dir);
      } finally {
        log.close();
        capture.close();
      }
    },
  };
}

/** Merges what an attempt left behind when its daemon died. What the log holds already is counted from the log. */
export async function settleAttemptLog(
  file: string,
  dir: string,
  attempt: number,
  clock: Clock,
): Promise<void> {
  const stdout = openCaptured(dir, 'stdout');
  const stderr = openCaptured(dir, 'stderr');
  if (stdout === null && stderr === null) return;
  const log = openMergedLog(file);
  try {
    const merged = mergedBytesOf(file, attempt);
    if (!merged.opened) log.mark(clock.now(), attemptMark(attempt));
    const sources: Source[] = [];
    if (stdout !== null) sources.push({ stream: 'stdout', fd: stdout, offset: merged.stdout });
    if (stderr !== null) sources.push({ stream: 'stderr', fd: stderr, offset: merged.stderr });
    // A last line without a newline got one in the log, so the count may pass the end by one.
    for (const source of sources) source.offset = Math.min(source.offset, fstatSync(source.fd).size);
    await mergeRest(log, sources, clock);
    deleteRawFiles(dir);
  } finally {
    log.close();
    for (const fd of [stdout, stderr]) if (fd !== null) closeSync(fd);
  }
}

async function mergeRest(log: MergedLog, sources: readonly Source[], clock: Clock): Promise<void> {
  for (const source of sources) {
    while (mergeMore(log, source, clock, true)) await nextTurn();
  }
}

function mergeMore(log: MergedLog, source: Source, clock: Clock, ended: boolean): boolean {
  const { size } = fstatSync(source.fd);
  // `command >/dev/stderr` in a shell truncates the file: what follows is new.
  if (size < source.offset) source.offset = 0;
  const length = Math.min(size - source.offset, sliceBytes);
  if (length === 0) return false;
  const raw = Buffer.allocUnsafe(length);
  const read = readSync(source.fd, raw, 0, length, source.offset);
  const isLast = ended && source.offset + read >= size;
  const { records, consumed } = toRecords(raw.subarray(0, read), clock.now(), source.stream, isLast);
  log.append(records);
  source.offset += consumed;
  return consumed > 0;
}
