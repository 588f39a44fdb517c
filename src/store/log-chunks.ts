import type { Client } from '../client/client.ts';
import type { LogChunk } from '../model/log.ts';
import { clearRunLog, endByte, hasEarlier, type RunLog } from './run-log.ts';

/** How much of the end of a log is read when it is opened, in bytes. */
const tailBytes = 262_144;
/** The most one answer may bring, in bytes, and the least one may ask for. */
export const chunkBytes = 1_048_576;
const leastBytes = 1_024;
/** Further behind than this, the reader jumps to the end instead of replaying, in bytes. */
const mostBehind = 16 * chunkBytes;

/**
 * Reads a log up to its end, or nearly: from where it was read to, at first from a little before the end.
 * @param changed called after every answer that brought lines
 * @param wanted asked before every request; false ends the reading
 */
export async function catchUp(
  client: Client,
  log: RunLog,
  changed: () => void,
  wanted: () => boolean,
): Promise<void> {
  if (log.firstByte === null || endByte(log) - log.nextByte > mostBehind) {
    await readTail(client, log);
    changed();
  }
  // At least one request: the server may hold more than the stream has told. A short answer ends it:
  // a log that grows all the time is asked for once per tick, not as fast as the server answers.
  for (let isLong = true; isLong && wanted() && log.nextByte < log.part.to; ) {
    const chunk = await client.runs.log(log.runId, log.nextByte, chunkBytes);
    isLong = chunk.text.length > chunkBytes / 2;
    take(log, chunk);
    if (chunk.text !== '') changed();
  }
}

async function readTail(client: Client, log: RunLog): Promise<void> {
  const { from, to } = log.part;
  if (to < Number.POSITIVE_INFINITY) {
    clearRunLog(log);
    log.firstByte = to;
    log.nextByte = to;
    await readEarlier(client, log, tailBytes);
    return;
  }
  const chunk = await client.runs.log(log.runId, -tailBytes, tailBytes);
  clearRunLog(log);
  if (chunk.nextByte - Buffer.byteLength(chunk.text) >= from) {
    take(log, chunk);
    return;
  }
  log.firstByte = from;
  log.nextByte = from;
  log.totalBytes = Math.max(log.totalBytes, chunk.totalBytes);
}

/**
 * Reads the part before the first line that is kept.
 * @returns whether that brought lines
 */
export async function readEarlier(client: Client, log: RunLog, bytes = chunkBytes): Promise<boolean> {
  if (!hasEarlier(log) || log.firstByte === null) return false;
  const end = log.firstByte;
  const start = Math.max(log.part.from, end - bytes);
  const { text, totalBytes } = await readLines(client, log.runId, start, end);
  // Where reading starts within a line, its rest belongs to the part before.
  const whole = start === log.part.from ? text : text.slice(text.indexOf('\n') + 1);
  if (log.firstByte !== end) return false;
  log.totalBytes = Math.max(log.totalBytes, totalBytes);
  // A line longer than what was read: it is left out.
  log.firstByte = whole === '' ? start : Math.max(log.part.from, end - Buffer.byteLength(whole));
  log.lines.prepend(whole);
  return whole !== '';
}

/** The lines between two places; `end` is the start of a line, or nearly where broken bytes became longer marks. */
async function readLines(client: Client, runId: string, start: number, end: number) {
  const limit = Math.max(leastBytes, end - start);
  const { text, nextByte, totalBytes } = await client.runs.log(runId, start, limit);
  if (nextByte < end && nextByte > start) {
    const rest = await client.runs.log(runId, nextByte, leastBytes);
    return { text: text + rest.text.slice(0, rest.text.indexOf('\n') + 1), totalBytes };
  }
  if (nextByte <= end) return { text, totalBytes };
  // The limit has a least value: what lies behind the end is known already.
  return {
    text: Buffer.from(text)
      .subarray(0, end - start)
      .toString(),
    totalBytes,
  };
}

function take(log: RunLog, chunk: LogChunk): void {
  const bytes = Buffer.from(chunk.text);
  // Broken bytes became longer marks on their way here, so this is a little low at worst.
  log.firstByte ??= Math.max(0, chunk.nextByte - bytes.length);
  const beyond = chunk.nextByte - log.part.to;
  log.lines.append(beyond > 0 ? bytes.subarray(0, Math.max(0, bytes.length - beyond)) : bytes);
  log.nextByte = Math.min(chunk.nextByte, log.part.to);
  log.totalBytes = Math.max(log.totalBytes, chunk.totalBytes);
}
