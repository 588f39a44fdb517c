import { parseLogLine } from '../../src/model/log.ts';
import { passes } from '../../src/store/log-filter.ts';
import { mergedLog } from '../../src/store/read-merged.ts';
import { readWholeLog } from '../../src/store/read-whole-log.ts';
import { type LogForm, logText } from '../log-pane/log-text.ts';
import type { LogOutlet } from '../log-pane/take-out.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';

/** What leaves the merged logs. */
export const mergedOutlet: LogOutlet = {
  host: mergedLog,
  fileName: (parts) => `runs-${stateOf(parts).merged?.tags.join('-') ?? ''}`.slice(0, 60),
  tagOf(parts, number) {
    const { merged } = stateOf(parts);
    return merged?.tags[merged.log.runOf(number)] ?? '';
  },
  wholeLog,
};

/** Reads all logs at once, a piece of each at a time, and goes on with the oldest line. */
async function* wholeLog(parts: ConsoleParts, form: LogForm, onlyPassing: boolean): AsyncGenerator<string> {
  const { merged, connection } = stateOf(parts);
  const { client } = connection;
  if (merged === null || client === null) return;
  const { filter } = merged.pane;
  const readers = merged.log.logs
    .map((log, run) => ({ lines: readWholeLog(client, log), run }))
    .filter(({ run }) => !onlyPassing || !filter.hiddenRuns.includes(run));
  const heads = await Promise.all(
    readers.map(async (reader) => ({ ...reader, head: await reader.lines.next() })),
  );
  for (;;) {
    const open = heads.filter(({ head }) => head.done !== true);
    const first = open.reduce<(typeof open)[number] | null>(
      (best, one) => (best === null || timeOf(one.head.value) < timeOf(best.head.value) ? one : best),
      null,
    );
    if (first === null) return;
    const line = String(first.head.value);
    if (!onlyPassing || passes(filter, line)) yield logText(line, form, merged.runIds[first.run]);
    first.head = await first.lines.next();
  }
}

function timeOf(line: unknown): number {
  return typeof line === 'string' ? parseLogLine(line).at : 0;
}
