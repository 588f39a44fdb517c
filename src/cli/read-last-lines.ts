import type { Client } from '../client/client.ts';

/** The end of a log as it was when it was read. */
export interface LastLines {
  /** Records of the log, for `parseLogLine`. */
  readonly records: readonly string[];
  /** Where reading goes on for whoever wants what is added later. */
  readonly nextByte: number;
}

const firstSpanBytes = 65_536;
const chunkBytes = 262_144;

/**
 * The last `count` lines of a run's log, fewer when it has fewer. Looks at the end first and further
 * back only for lines that are still missing: a log may be huge.
 */
export async function readLastLines(client: Client, runId: string, count: number): Promise<LastLines> {
  for (let spanBytes = firstSpanBytes; ; spanBytes *= 8) {
    const last = await readEnd(client, runId, spanBytes, count);
    if (last.records.length === count || spanBytes >= last.totalBytes) return last;
  }
}

async function readEnd(
  client: Client,
  runId: string,
  spanBytes: number,
  count: number,
): Promise<LastLines & { readonly totalBytes: number }> {
  let records: string[] = [];
  for (let position = -spanBytes; ; ) {
    const { text, nextByte, totalBytes } = await client.runs.log(runId, position, chunkBytes);
    records.push(...text.split('\n').slice(0, -1));
    records = records.slice(Math.max(0, records.length - count));
    if (nextByte === position || nextByte >= totalBytes) return { records, nextByte, totalBytes };
    position = nextByte;
  }
}
