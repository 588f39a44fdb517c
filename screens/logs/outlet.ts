import { parseLogLine } from '../../src/model/log.ts';
import { passes } from '../../src/store/log-filter.ts';
import { mergedLog } from '../../src/store/read-merged.ts';
import { type LineReader, openLineReader, readWholeLog } from '../../src/store/read-whole-log.ts';
import { type LogForm, linesAtOnce, logText } from '../log-pane/log-text.ts';
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

/** Reads all logs at once, a piece of each at a time, and goes on with the oldest line; blocks of lines. */
async function* wholeLog(parts: ConsoleParts, form: LogForm, onlyPassing: boolean): AsyncGenerator<string> {
  const { merged, connection } = stateOf(parts);
  const { client } = connection;
  if (merged === null || client === null) return;
  const { filter } = merged.pane;
  const logs = merged.log.logs
    .map((log, run) => ({ log, run }))
    .filter(({ run }) => !onlyPassing || !filter.hiddenRuns.includes(run));
  const heads = await Promise.all(
    logs.map(async ({ log, run }) => ({ reader: await openLineReader(readWholeLog(client, log)), run })),
  );
  let block: string[] = [];
  for (let head = oldest(heads); head !== null; head = oldest(heads)) {
    const line = head.reader.line ?? '';
    if (!onlyPassing || passes(filter, line)) block.push(logText(line, form, merged.runIds[head.run]));
    const reading = head.reader.next();
    if (reading !== null) await reading;
    if (block.length < linesAtOnce) continue;
    yield block.join('\n');
    block = [];
    await new Promise(setImmediate);
  }
  if (block.length > 0) yield block.join('\n');
}

interface Head {
  readonly reader: LineReader;
  readonly run: number;
}

/** The log whose next line was printed first; null when all are read. */
function oldest(heads: readonly Head[]): Head | null {
  let first: Head | null = null;
  let time = 0;
  for (const head of heads) {
    if (head.reader.line === null) continue;
    const { at } = parseLogLine(head.reader.line);
    if (first !== null && at >= time) continue;
    first = head;
    time = at;
  }
  return first;
}
