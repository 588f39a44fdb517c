import { type LogChunk, logPrefix } from '../model/log.ts';

const newline = 10;

/**
 * A piece of a log that the server only has as one text: each line gets the prefix of
 * `src/model/log.ts` with a time of zeros.
 * @param complete false while the log may grow: its last line is then held back until it ends
 * @param afterByte as in `Client.runs.log`, counted in the prefixed form
 */
export function chunkOfText(
  logs: string | null,
  complete: boolean,
  afterByte: number,
  limitBytes: number,
): LogChunk {
  const bytes = Buffer.from(prefixed(logs ?? '', complete));
  const start =
    afterByte < 0 ? lineStart(bytes, bytes.length + afterByte) : Math.min(afterByte, bytes.length);
  const end = chunkEnd(bytes, start, limitBytes);
  return { text: bytes.toString('utf8', start, end), nextByte: end, totalBytes: bytes.length };
}

function prefixed(logs: string, complete: boolean): string {
  const lines = logs.split('\n');
  const rest = lines.pop() ?? '';
  if (complete && rest !== '') lines.push(rest);
  const prefix = logPrefix(0, 'stdout');
  return lines.map((line) => `${prefix}${line}\n`).join('');
}

/** The start of the first line at or after a byte. */
function lineStart(bytes: Buffer, at: number): number {
  if (at <= 0) return 0;
  const before = bytes.indexOf(newline, at - 1);
  return before === -1 ? bytes.length : before + 1;
}

/** The end of the last whole line within the limit; of the first line when even that is longer. */
function chunkEnd(bytes: Buffer, start: number, limitBytes: number): number {
  if (start + limitBytes >= bytes.length) return bytes.length;
  const last = bytes.lastIndexOf(newline, start + limitBytes - 1);
  return (last >= start ? last : bytes.indexOf(newline, start)) + 1;
}
