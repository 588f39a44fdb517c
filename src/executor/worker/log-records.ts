import { type LogStream, logPrefix, logPrefixLength } from '../../model/log.ts';

/** Bytes of text in one record of a log; a longer line is split over several. */
export const maxRecordText = 65_536;

/** Bytes of the longest record, newline included. */
export const maxRecordBytes = logPrefixLength + maxRecordText + 1;

const newline = 0x0a;

/**
 * Cuts raw output into records of the merged log, byte for byte.
 * @param raw output that has no record yet
 * @param at epoch milliseconds of the records
 * @param ended true when no more output follows, so that a last line without a newline counts
 * @returns the records, and how many bytes of `raw` they cover
 */
export function toRecords(
  raw: Buffer,
  at: number,
  stream: LogStream,
  ended: boolean,
): { readonly records: Buffer; readonly consumed: number } {
  const whole = Buffer.from(logPrefix(at, stream));
  const part = Buffer.from(logPrefix(at, stream, true));
  const lineEnd = Buffer.from('\n');
  const pieces: Buffer[] = [];
  let start = 0;
  while (start < raw.length) {
    const found = raw.indexOf(newline, start);
    const end = found === -1 ? raw.length : found;
    if (end - start > maxRecordText) {
      const cut = characterBorder(raw, start + maxRecordText);
      pieces.push(part, raw.subarray(start, cut), lineEnd);
      start = cut;
    } else if (found !== -1 || ended) {
      pieces.push(whole, raw.subarray(start, end), lineEnd);
      start = found === -1 ? end : end + 1;
    } else {
      break;
    }
  }
  return { records: Buffer.concat(pieces), consumed: start };
}

/** How many bytes of raw output a record stands for: its text, and its newline unless the line goes on. */
export function rawBytesOf(record: Buffer): number {
  const mark = record.toString('latin1', 13, 14);
  const goesOn = mark !== mark.toLowerCase();
  return record.length - logPrefixLength + (goesOn ? 0 : 1);
}

/** The end of the last whole UTF-8 character at or before `index`; `index` itself in broken text. */
function characterBorder(bytes: Buffer, index: number): number {
  for (let border = index; border > index - 4; border -= 1) {
    const isContinuation = ((bytes[border] ?? 0) & 0xc0) === 0x80;
    if (!isContinuation) return border;
  }
  return index;
}
