import { createLineStore, type LineStore } from '../lib/line-store.ts';
import type { LineRange } from './tail-view.ts';

const maxLogLines = 1_000_000;

/** What is kept of a run's log: the bytes from `firstByte` to `nextByte`, as lines. Changed in place. */
export interface RunLog {
  readonly lines: LineStore;
  /** Where the kept part starts; null before the first answer. */
  firstByte: number | null;
  nextByte: number;
  /** How large the server says the log is. */
  totalBytes: number;
}

export function createRunLog(): RunLog {
  return { lines: createLineStore(maxLogLines), firstByte: null, nextByte: 0, totalBytes: 0 };
}

/** Forgets the lines; what was known of the size stays. */
export function clearRunLog(log: RunLog): void {
  log.lines.clear();
  log.firstByte = null;
}

/** The lines that are kept, by number. */
export function logRange(log: RunLog): LineRange {
  return { first: log.lines.firstLine, total: log.lines.endLine };
}
