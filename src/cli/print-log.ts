import type { Client } from '../client/client.ts';
import { isoTime } from '../lib/clock.ts';
import { parseLogLine } from '../model/log.ts';
import { sanitize } from '../terminal/sanitize.ts';
import type { Output } from './output.ts';
import { readLastLines } from './read-last-lines.ts';

const chunkBytes = 262_144;

/** Prints the log of one run, piece by piece as it grows. */
export interface LogPrinter {
  /** Prints what has been added since the last call. */
  catchUp(): Promise<void>;
}

/**
 * With --json each line is `{"at","stream","text"}`; `at` is null where the server does not tell.
 * @param tail of what is there at the first call only this many lines are printed; null: all
 */
export function createLogPrinter(
  client: Client,
  runId: string,
  output: Output,
  tail: number | null = null,
): LogPrinter {
  let position = tail === null ? 0 : null;
  return {
    async catchUp() {
      if (position === null) {
        const { records, nextByte } = await readLastLines(client, runId, tail ?? 0);
        for (const record of records) printLine(record, output);
        position = nextByte;
      }
      for (;;) {
        const chunk = await client.runs.log(runId, position, chunkBytes);
        for (const line of chunk.text.split('\n').slice(0, -1)) printLine(line, output);
        const stuck = chunk.nextByte === position;
        position = chunk.nextByte;
        if (stuck || position >= chunk.totalBytes) return;
      }
    },
  };
}

function printLine(record: string, output: Output): void {
  const { at, stream, text } = parseLogLine(record);
  if (output.json) output.value({ at: at === 0 ? null : isoTime(at), stream, text });
  else output.line(stream === 'system' ? `-- ${sanitize(text)} --` : sanitize(text));
}
