import { type LogStream, logPrefix, logPrefixLength } from '../../model/log.ts';

/** Bytes of text in one record of a log; a longer line is split over several. */
export const maxRecordText = 65_536;

/** Bytes of the longest record, newline included. */
export const maxRecordBytes = logPrefixLength + maxRecordText + 1;

/** Bytes of records that are made at once. */
export const maxRecordsBytes = 1_048_576;

/** Lines of JSON that are pointed out at once. */
const maxJsonLines = 100;

const newline = 0x0a;
const brace = 0x7b;

/** Up to so many bytes a loop is faster than a call of a native function. */
const shortText = 48;

/** One piece of memory for all: what `toRecords` answers is written away at once. */
const scratch = Buffer.alloc(maxRecordsBytes);

/** Records made of raw output. The bytes are valid until the next call. */
export interface Records {
  readonly records: Buffer;
  /** How many bytes of the output they cover. */
  readonly consumed: number;
  /** True when a record was left out because it had no room. */
  readonly full: boolean;
  /** The first lines among them that look like a JSON object. */
  readonly jsonLines: readonly Buffer[];
}

/**
 * Cuts raw output into records of the merged log, byte for byte.
 * @param raw output that has no record yet
 * @param at epoch milliseconds of the records
 * @param ended true when no more output follows, so that a last line without a newline counts
 * @param room bytes that the records may have, at most 1 MiB
 */
export function toRecords(
  raw: Buffer,
  at: number,
  stream: LogStream,
  ended: boolean,
  room = maxRecordsBytes,
): Records {
  const whole = Buffer.from(logPrefix(at, stream));
  const part = Buffer.from(logPrefix(at, stream, true));
  const limit = Math.min(room, scratch.length);
  const jsonLines: Buffer[] = [];
  let start = 0;
  let length = 0;
  let full = false;
  while (start < raw.length) {
    const found = newlineFrom(raw, start);
    const end = textEnd(raw, start, found);
    // Split, as it is too long for one record.
    const goesOn = end < (found === -1 ? raw.length : found);
    if (found === -1 && !goesOn && !ended) break;
    full = length + logPrefixLength + end - start + 1 > limit;
    if (full) break;
    if (raw[start] === brace && !goesOn && jsonLines.length < maxJsonLines) {
      jsonLines.push(raw.subarray(start, end));
    }
    length = copyTo(length, goesOn ? part : whole, 0, logPrefixLength);
    length = copyTo(length, raw, start, end);
    scratch[length++] = newline;
    start = end === found ? end + 1 : end;
  }
  return { records: scratch.subarray(0, length), consumed: start, full, jsonLines };
}

/** How many bytes of raw output a record stands for: its text, and its newline unless the line goes on. */
export function rawBytesOf(record: Buffer): number {
  const mark = record[logPrefixLength - 2] ?? 0;
  const isLowerCase = mark >= 0x61;
  return record.length - logPrefixLength + (isLowerCase ? 1 : 0);
}

/** Where the text of the record ends that starts at `start`. @param newlineAt -1 for none */
function textEnd(raw: Buffer, start: number, newlineAt: number): number {
  const lineEnd = newlineAt === -1 ? raw.length : newlineAt;
  return lineEnd - start > maxRecordText ? characterBorder(raw, start + maxRecordText) : lineEnd;
}

function newlineFrom(bytes: Buffer, start: number): number {
  const near = Math.min(bytes.length, start + shortText);
  for (let index = start; index < near; index += 1) if (bytes[index] === newline) return index;
  return near === bytes.length ? -1 : bytes.indexOf(newline, near);
}

/** Copies a piece into the scratch memory; answers where the next one goes. */
function copyTo(at: number, from: Buffer, start: number, end: number): number {
  if (end - start > shortText) return at + from.copy(scratch, at, start, end);
  let to = at;
  for (let index = start; index < end; index += 1) scratch[to++] = from[index] ?? 0;
  return to;
}

/** The end of the last whole UTF-8 character at or before `index`; `index` itself in broken text. */
function characterBorder(bytes: Buffer, index: number): number {
  for (let border = index; border > index - 4; border -= 1) {
    const isContinuation = ((bytes[border] ?? 0) & 0xc0) === 0x80;
    if (!isContinuation) return border;
  }
  return index;
}
