import type { Client } from '../client/client.ts';
import type { LogChunk } from '../model/log.ts';
import { clearRunLog, type RunLog } from './run-log.ts';

/** How much of the end of a log is read when it is opened, in bytes. */
const tailBytes = 262_144;
/** The most one answer may bring, in bytes. */
export const chunkBytes = 1_048_576;
/** Further behind than this, the reader jumps to the end instead of replaying, in bytes. */
const mostBehind = 16 * chunkBytes;

/**
 * Reads a log up to its end, or nearly: from where it was read to, at first from a little before the end.
 * @param changed called after every answer that brought lines
 * @param wanted asked before every request; false ends the reading
 */
export async function catchUp(
  client: Client,
  runId: string,
  log: RunLog,
  changed: () => void,
  wanted: () => boolean,
): Promise<void> {
  if (log.firstByte === null || log.totalBytes - log.nextByte > mostBehind) {
    const chunk = await client.runs.log(runId, -tailBytes, tailBytes);
    clearRunLog(log);
    take(log, chunk);
    changed();
  }
  // At least one request: the server may hold more than the stream has told. A short answer ends it:
  // a log that grows all the time is asked for once per tick, not as fast as the server answers.
  for (let isLong = true; isLong && wanted(); ) {
    const chunk = await client.runs.log(runId, log.nextByte, chunkBytes);
    isLong = chunk.text.length > chunkBytes / 2;
    take(log, chunk);
    if (chunk.text !== '') changed();
  }
}

/** Reads from `log.nextByte` until `endByte` is reached. */
export async function readInto(
  client: Client,
  runId: string,
  log: RunLog,
  endByte: number,
  wanted: () => boolean,
): Promise<void> {
  log.firstByte = log.nextByte;
  while (log.nextByte < endByte && wanted()) {
    const chunk = await client.runs.log(runId, log.nextByte, chunkBytes);
    if (chunk.text === '') return;
    take(log, chunk);
  }
}

function take(log: RunLog, chunk: LogChunk): void {
  const bytes = Buffer.from(chunk.text);
  // Broken bytes became longer marks on their way here, so this is a little low at worst.
  log.firstByte ??= Math.max(0, chunk.nextByte - bytes.length);
  log.lines.append(bytes);
  log.nextByte = chunk.nextByte;
  log.totalBytes = Math.max(log.totalBytes, chunk.totalBytes);
}
