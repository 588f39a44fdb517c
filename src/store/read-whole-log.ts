import type { Client } from '../client/client.ts';
import { chunkBytes } from './log-chunks.ts';
import type { RunLog } from './run-log.ts';

/**
 * The stored lines of a log from its start to where it ends now, read from the server piece by piece: nothing
 * of it is kept.
 */
export async function* readWholeLog(client: Client, { runId, part }: RunLog): AsyncGenerator<string> {
  let at = part.from;
  let end = part.to;
  while (at < end) {
    const { text, nextByte, totalBytes } = await client.runs.log(runId, at, chunkBytes);
    // What is printed meanwhile is left for the next time.
    if (end === Number.POSITIVE_INFINITY) end = totalBytes;
    if (text === '' || nextByte <= at) return;
    const lines = text.split('\n').slice(0, -1);
    for (let index = 0, byte = at; index < lines.length && byte < part.to; index++) {
      const line = lines[index] ?? '';
      yield line;
      byte += Buffer.byteLength(line) + 1;
    }
    at = nextByte;
  }
}
