import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { logPrefix, logPrefixLength, parseLogLine } from '../../model/log.ts';
import { makePrivateDir, privateFile } from './log-paths.ts';
import { maxRecordBytes, rawBytesOf } from './log-records.ts';

const scanBytes = 4 * maxRecordBytes;
const newline = 0x0a;
/** In place of the stream's mark of a record. */
const systemMark = 's'.charCodeAt(0);
const markPlace = logPrefixLength - 2;

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
  /** Where the line that opens the attempt starts; null when there is none. */
  readonly from: number | null;
  readonly stdout: number;
  readonly stderr: number;
  /** The log reached its limit in this attempt. */
  readonly cut: boolean;
  /** It says how much was not kept. */
  readonly counted: boolean;
  /** What is appended now belongs to the attempt. */
  readonly inside: boolean;
}

/** Opens or creates the log; a record that a crash cut short is removed. */
export function openMergedLog(file: string): MergedLog {
  makePrivateDir(dirname(file));
  const fd = openSync(file, 'a+', privateFile);
  let totalBytes = dropTornRecord(fd);
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

/** The line that stands where a log was cut. */
export function cutMark(limitBytes: number): string {
  const limit = limitBytes < 1_048_576 ? `${limitBytes} bytes` : `${Math.round(limitBytes / 1_048_576)} MB`;
  return `log cut here: it reached its limit of ${limit}; further output is not kept`;
}

/** The line at the end of an attempt whose log was cut. A few may have gone uncounted while the task printed on. */
export function droppedMark(bytes: number): string {
  return `at least ${bytes} bytes of output were not kept`;
}

/** Counts, from the merged log itself, the raw output of an attempt that it holds. Slow for large logs, but lets others run. */
export async function mergedBytesOf(file: string, attempt: number): Promise<MergedBytes> {
  const counts: Counts = { from: null, stdout: 0, stderr: 0, cut: false, counted: false, inside: false };
  let at = 0;
  for await (const record of recordsIn(file)) {
    if (record[markPlace] === systemMark) countMark(counts, at, parseLogLine(String(record)).text, attempt);
    else if (counts.inside) countOutput(counts, record);
    at += record.length + 1;
  }
  return counts;
}

type Counts = { -readonly [Key in keyof MergedBytes]: MergedBytes[Key] };

function countMark(counts: Counts, at: number, text: string, attempt: number): void {
  if (/^attempt \d+$/.test(text)) counts.inside = text === attemptMark(attempt);
  if (!counts.inside) return;
  counts.from ??= at;
  counts.cut ||= text.startsWith('log cut here: ');
  counts.counted ||= text.endsWith(' bytes of output were not kept');
}

function countOutput(counts: Counts, record: Buffer): void {
  const { stream } = parseLogLine(record.toString('latin1', 0, logPrefixLength));
  counts[stream === 'stderr' ? 'stderr' : 'stdout'] += rawBytesOf(record);
}

async function* recordsIn(file: string): AsyncGenerator<Buffer> {
  const fd = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(scanBytes);
    for (let position = 0; ; await nextTurn()) {
      const window = buffer.subarray(0, readSync(fd, buffer, 0, scanBytes, position));
      let start = 0;
      for (let end = window.indexOf(newline); end !== -1; end = window.indexOf(newline, start)) {
        yield window.subarray(start, end);
        start = end + 1;
      }
      if (start === 0) return;
      position += start;
    }
  } finally {
    closeSync(fd);
  }
}

/** @returns the length of what is left @throws Error when the disk refuses; the file is closed then */
function dropTornRecord(fd: number): number {
  try {
    const length = wholeRecords(fd);
    ftruncateSync(fd, length);
    return length;
  } catch (error) {
    closeSync(fd);
    throw error;
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
