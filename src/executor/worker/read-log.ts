import { type FileHandle, open } from 'node:fs/promises';
import { type LogChunk, logPrefixLength } from '../../model/log.ts';
import { maxRecordBytes } from './log-records.ts';

const newline = 0x0a;

/** Reads a piece of a merged log; see `RunLogs.read`. A log that does not exist yet is empty. */
export async function readLogChunk(file: string, afterByte: number, limitBytes: number): Promise<LogChunk> {
  const { bytes, start, totalBytes } = await readPiece(file, afterByte, limitBytes);
  return { text: bytes.toString('utf8'), nextByte: start + bytes.length, totalBytes };
}

/** The text of a merged log without prefixes; see `RunLogs.plainText`. */
export async function readPlainText(file: string, maxBytes: number): Promise<string> {
  const { bytes, start } = await readPiece(file, -maxBytes, maxBytes);
  const records = bytes.toString('utf8').split('\n');
  // That the first attempt begins is no news; output that comes later than the next attempt's is.
  const told =
    start === 0 && plainLine(records[0] ?? '') === '--- attempt 1 ---\n' ? records.slice(1) : records;
  const text = told.map(plainLine).join('');
  return start === 0 ? text : `[The first ${start} bytes of this log are left out.]\n${text}`;
}

interface Piece {
  /** Whole lines. */
  readonly bytes: Buffer;
  /** Where the first of them starts. */
  readonly start: number;
  readonly totalBytes: number;
}

async function readPiece(file: string, afterByte: number, limitBytes: number): Promise<Piece> {
  const handle = await openIfThere(file);
  if (handle === null) return { bytes: Buffer.alloc(0), start: 0, totalBytes: 0 };
  try {
    const totalBytes = (await handle.stat()).size;
    const start =
      afterByte < 0
        ? await lineStartFrom(handle, totalBytes + afterByte, totalBytes)
        : Math.min(afterByte, totalBytes);
    return { bytes: await wholeLines(handle, start, limitBytes), start, totalBytes };
  } finally {
    await handle.close();
  }
}

async function openIfThere(file: string): Promise<FileHandle | null> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function lineStartFrom(handle: FileHandle, at: number, totalBytes: number): Promise<number> {
  if (at <= 0) return 0;
  // From one byte before, so that a line that starts right here is not skipped.
  const bytes = await readAt(handle, at - 1, maxRecordBytes);
  const found = bytes.indexOf(newline);
  return found === -1 ? totalBytes : at + found;
}

async function wholeLines(handle: FileHandle, start: number, limitBytes: number): Promise<Buffer> {
  const bytes = await readAt(handle, start, limitBytes);
  const last = bytes.lastIndexOf(newline);
  if (last !== -1) return bytes.subarray(0, last + 1);
  const oneLine = await readAt(handle, start, maxRecordBytes);
  return oneLine.subarray(0, oneLine.indexOf(newline) + 1);
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** The record's text, with a newline unless the line goes on in the next record. */
function plainLine(record: string): string {
  const mark = record.slice(13, 14);
  const text = record.slice(logPrefixLength);
  if (mark === '') return '';
  if (mark === 's') return `--- ${text} ---\n`;
  return mark === mark.toLowerCase() ? `${text}\n` : text;
}
