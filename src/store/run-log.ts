import { createLogLines, type LogLines, maxLogBytes, maxLogLines } from './log-lines.ts';
import type { Problem } from './problem.ts';

/** What is kept of a run's log: the bytes from `firstByte` to `nextByte`, as lines. Changed in place. */
export interface RunLog {
  readonly runId: string;
  readonly lines: LogLines;
  /** The part of the log that is wanted, in bytes: all of it, or that of an attempt. */
  readonly part: LogPart;
  /** Where the kept part starts; null before the first answer. */
  firstByte: number | null;
  nextByte: number;
  /** How large the server says the log is. */
  totalBytes: number;
  /** Why the last request failed. */
  problem: Problem | null;
  /** When the newest line came, epoch ms; null when none came since the log was opened. */
  grewAt: number | null;
}

export interface LogPart {
  readonly from: number;
  /** Infinite while it may grow. */
  readonly to: number;
}

export const wholeLog: LogPart = { from: 0, to: Number.POSITIVE_INFINITY };

/** @param maxBytes what is kept of it at most */
export function createRunLog(runId: string, part: LogPart = wholeLog, maxBytes = maxLogBytes): RunLog {
  return {
    runId,
    lines: createLogLines(maxLogLines, maxBytes),
    part,
    firstByte: null,
    nextByte: part.from,
    totalBytes: 0,
    problem: null,
    grewAt: null,
  };
}

/** Forgets the lines; what was known of the size stays. */
export function clearRunLog(log: RunLog): void {
  log.lines.clear();
  log.firstByte = null;
}

/** True when older lines can be read. */
export function hasEarlier({ firstByte, part, lines }: RunLog): boolean {
  return firstByte !== null && firstByte > part.from && !lines.isFull;
}

/** Where the wanted part ends now, in bytes. */
export function endByte({ part, totalBytes }: RunLog): number {
  return Math.min(part.to, totalBytes);
}
