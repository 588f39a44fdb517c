import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { logPrefix, logPrefixLength, parseLogLine } from '../../model/log.ts';
import { makePrivateDir, privateFile } from './log-paths.ts';
import { maxRecordBytes, rawBytesOf } from './log-records.ts';

const scanBytes = 4 * maxRecordBytes;
const newline = 0x0a;

/** The log of one run, open for appending by its one writer. */
export interface MergedLog {
  readonly totalBytes: number;
  /** Appends records, all or none. @throws Error when the disk refuses */
  append(records: Buffer): void;
  /** Appends one line of the executor's own. */
  mark(at: number, text: string): void;
  close(): void;
}

/** How much of an attempt's raw output has records already. */
export interface MergedBytes {
  readonly opened: boolean;
  readonly stdout: number;
  readonly stderr: number;
}

/** Opens or creates the log; a record that a crash cut short is removed. */
export function openMergedLog(file: string): MergedLog {
  makePrivateDir(dirname(file));
  const fd = openSync(file, 'a+', privateFile);
  let totalBytes = wholeRecords(fd);
  ftruncateSync(fd, totalBytes);
  const append = (records: Buffer) => {
    try {
      for (let done = 0; done < records.length; ) done += writeSync(fd, records, done);
      totalBytes += records.length;
    } catch (error) {
      ftruncateSync(fd, totalBytes);
      throw error;
    }
  };
  return {
    get totalBytes() {
      return totalBytes;
    },
    append,
    mark: (at, text) => append(Buffer.from(`${logPrefix(at, 'system')}${text}\n`)),
    close: () => closeSync(fd),
  };
}

/** The line that opens an attempt in the merged log. */
export function attemptMark(attempt: number): string {
  return `attempt ${attempt}`;
}

/** Counts, from the merged log itself, the raw output of an attempt that it holds. */
export function mergedBytesOf(file: string, attempt: number): MergedBytes {
  const counts = { opened: false, stdout: 0, stderr: 0 };
  const fd = openSync(file, 'r');
  try {
    let inside = false;
    for (const record of recordsIn(fd)) {
      const head = parseLogLine(record.toString('latin1', 0, logPrefixLength + 32));
      if (head.stream !== 'system') counts[head.stream] += inside ? rawBytesOf(record) : 0;
      else inside = head.text === attemptMark(attempt);
      counts.opened ||= inside;
    }
  } finally {
    closeSync(fd);
  }
  return counts;
}

function* recordsIn(fd: number): Generator<Buffer> {
  const buffer = Buffer.alloc(scanBytes);
  for (let position = 0; ; ) {
    const window = buffer.subarray(0, readSync(fd, buffer, 0, scanBytes, position));
    let start = 0;
    for (let end = window.indexOf(newline); end !== -1; end = window.indexOf(newline, start)) {
      yield window.subarray(start, end);
      start = end + 1;
    }
    if (start === 0) return;
    position += start;
  }
}

/** The length of the file up to its last newline. */
function wholeRecords(fd: number): number {
  const { size } = fstatSync(fd);
  const buffer = Buffer.alloc(Math.min(size, maxRecordBytes));
  readSync(fd, buffer, 0, buffer.length, size - buffer.length);
  const last = buffer.lastIndexOf(newline);
  return last === -1 ? 0 : size - buffer.length + last + 1;
}
