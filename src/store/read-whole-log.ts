import type { Client } from '../client/client.ts';
import { chunkBytes } from './log-chunks.ts';
import type { RunLog } from './run-log.ts';

/**
 * The stored lines of a log from its start to where it ends now, read from the server piece by piece: nothing
 * of it is kept. Every array is a piece.
 */
export async function* readWholeLog(
  client: Client,
  { runId, part }: RunLog,
): AsyncGenerator<readonly string[]> {
  let at = part.from;
  let end = part.to;
  while (at < end) {
    const { text, nextByte, totalBytes } = await client.runs.log(runId, at, chunkBytes);
    // What is printed meanwhile is left for the next time.
    if (end === Number.POSITIVE_INFINITY) end = totalBytes;
    if (text === '' || nextByte <= at) return;
    yield nextByte <= part.to ? text.split('\n').slice(0, -1) : linesUpTo(text, part.to - at);
    at = nextByte;
  }
}

/** The lines that begin in the first so many bytes. */
function linesUpTo(text: string, bytes: number): readonly string[] {
  const lines: string[] = [];
  let byte = 0;
  for (const line of text.split('\n').slice(0, -1)) {
    if (byte >= bytes) break;
    lines.push(line);
    byte += Buffer.byteLength(line) + 1;
  }
  return lines;
}

/** One line after the other of a log that is read piece by piece; waits only where a piece has to be read. */
export interface LineReader {
  /** The next line; null at the end. */
  readonly line: string | null;
  /** Goes on; a promise where the next piece has to be read. */
  next(): Promise<void> | null;
}

/** @returns a reader that has its first line */
export async function openLineReader(pieces: AsyncGenerator<readonly string[]>): Promise<LineReader> {
  let lines: readonly string[] = [];
  let at = 0;
  const read = async () => {
    at = 0;
    do {
      const { value, done } = await pieces.next();
      lines = done === true ? [] : value;
      if (done === true) return;
    } while (lines.length === 0);
  };
  await read();
  return {
    get line() {
      return lines[at] ?? null;
    },
    next() {
      at++;
      return at < lines.length || lines.length === 0 ? null : read();
    },
  };
}
