import { parseLogLine } from '../model/log.ts';
import { allLines, type LineSource } from './line-source.ts';
import { placeAt } from './line-times.ts';
import { createLogLines, type LogLines, maxLogBytes, maxLogLines } from './log-lines.ts';
import { createRunLog, hasEarlier, type RunLog, wholeLog } from './run-log.ts';

/** Runs whose logs are merged at most: each has a letter of its own. */
export const mostMerged = 16;
/** A line waits so long for lines of other runs that were printed before it, in milliseconds. */
export const holdMs = 250;

/** The logs of several runs as one, in the order of time. */
export interface MergedLog extends LineSource {
  readonly logs: readonly RunLog[];
  readonly runOf: (number: number) => number;
  /**
   * Takes in what the logs have got since, once each has answered. Lines of the last moment are left for the next
   * time, since others may come that are older.
   * @param isLast takes those, too: nothing more came
   * @returns how many are left
   */
  takeIn(isLast: boolean): number;
  /**
   * Takes in older lines that the logs have got: from the moment on that every log is read back to.
   * @returns whether there were any
   */
  takeOlder(): boolean;
  /** The log that has to be read further for older lines; null when there is none. */
  nextToRead(): RunLog | null;
}

/** The lines of one log that were taken in: from … to - 1. */
interface Taken {
  from: number;
  to: number;
}

const firstLetter = 97;

/** Logs to be merged. They have half of what is kept at most among them, and the merged lines have the other half. */
export function logsToMerge(runIds: readonly string[]): readonly RunLog[] {
  const maxBytes = Math.floor(maxLogBytes / 2 / Math.max(1, runIds.length));
  return runIds.map((id) => createRunLog(id, wholeLog, maxBytes));
}

export function mergeLogs(logs: readonly RunLog[]): MergedLog {
  const lines = createLogLines(maxLogLines, maxLogBytes / 2);
  let taken: readonly Taken[] | null = null;

  return {
    logs,
    get firstLine() {
      return lines.firstLine;
    },
    get endLine() {
      return lines.endLine;
    },
    line: (number) => lines.line(number).slice(1),
    runOf: (number) => lines.line(number).charCodeAt(0) - firstLetter,
    takeIn(isLast) {
      if (logs.some(({ firstByte, problem }) => firstByte === null && problem === null)) return 0;
      taken ??= startAt(logs);
      const newest = Math.max(...logs.map(({ lines: { endLine }, lines: own }) => timeOf(own, endLine - 1)));
      return takeUpTo(logs, taken, lines, isLast ? Number.POSITIVE_INFINITY : newest - holdMs);
    },
    takeOlder() {
      if (taken === null || lines.isFull) return false;
      const text = olderText(logs, taken);
      lines.prepend(text);
      return text !== '';
    },
    nextToRead() {
      const readable = logs.filter(hasEarlier);
      return lines.isFull ? null : (readable.toSorted((a, b) => startTime(b) - startTime(a))[0] ?? null);
    },
  };
}

/** Where merging begins: at the moment that every log is read back to. */
function startAt(logs: readonly RunLog[]): readonly Taken[] {
  const start = sharedStart(logs);
  return logs.map(({ lines }) => {
    const from = lines.firstLine + placeAt(lines, allLines(lines), start);
    return { from, to: from };
  });
}

/** Epoch ms; 0 when every log is read to its start. */
function sharedStart(logs: readonly RunLog[]): number {
  return Math.max(0, ...logs.filter(hasEarlier).map(startTime));
}

function startTime({ lines }: RunLog): number {
  return timeOf(lines, lines.firstLine);
}

function timeOf(lines: LogLines, number: number): number {
  return number < lines.firstLine || number >= lines.endLine ? 0 : parseLogLine(lines.line(number)).at;
}

/** Appends the lines that were printed up to a moment; answers how many are left. */
function takeUpTo(logs: readonly RunLog[], taken: readonly Taken[], into: LogLines, until: number): number {
  const heads = logs.map(({ lines }, run) => {
    const to = Math.max(taken[run]?.to ?? 0, lines.firstLine);
    return { lines, run, at: to, end: lines.endLine, time: timeOf(lines, to) };
  });
  const { text, left } = merged(heads, until);
  for (const { run, at } of heads) {
    const one = taken[run];
    if (one !== undefined) one.to = at;
  }
  into.append(text);
  return left;
}

/** The lines before those taken in, back to the moment that every log is read to, as text. */
function olderText(logs: readonly RunLog[], taken: readonly Taken[]): string {
  const start = sharedStart(logs);
  const heads = logs.map(({ lines }, run) => {
    const end = taken[run]?.from ?? lines.firstLine;
    const range = allLines({ firstLine: lines.firstLine, endLine: Math.max(end, lines.firstLine) });
    const at = lines.firstLine + placeAt(lines, range, start);
    const one = taken[run];
    if (one !== undefined) one.from = Math.min(at, end);
    return { lines, run, at, end, time: timeOf(lines, at) };
  });
  return merged(heads, Number.POSITIVE_INFINITY).text;
}

interface Head {
  readonly lines: LogLines;
  readonly run: number;
  /** The next line of this log. */
  at: number;
  readonly end: number;
  /** When it was printed. */
  time: number;
}

/** The lines of all logs in the order of time, each behind the letter of its run. */
function merged(heads: readonly Head[], until: number): { readonly text: string; readonly left: number } {
  const parts: string[] = [];
  for (;;) {
    let first: Head | null = null;
    for (const head of heads) {
      if (head.at < head.end && (first === null || head.time < first.time)) first = head;
    }
    if (first === null || first.time > until) break;
    parts.push(String.fromCharCode(firstLetter + first.run), first.lines.line(first.at), '\n');
    first.at++;
    // A line whose time is not known stays behind the one before it.
    if (first.at < first.end) first.time = timeOf(first.lines, first.at) || first.time;
  }
  const left = heads.reduce((sum, { at, end }) => sum + Math.max(0, end - at), 0);
  return { text: parts.join(''), left };
}
