import { formatBytes } from '../lib/format-bytes.ts';
import type { Attempt } from '../model/attempt.ts';
import { duration } from './times.ts';
import type { TableRow } from './wiring.ts';

const longestWhy = 80;

/** An attempt as a row of a listing: when, how long, how and why it ended, and what it used. */
export function attemptRow(attempt: Attempt): TableRow {
  const { number, startedAt, endedAt, reason, peakMemoryBytes, logFrom, logTo } = attempt;
  return {
    attempt: String(number),
    started: startedAt,
    took: endedAt === null ? '' : duration(Date.parse(endedAt) - Date.parse(startedAt)),
    end: endedAt === null ? 'running' : (reason ?? 'ended'),
    memory: peakMemoryBytes === null ? '' : formatBytes(peakMemoryBytes),
    log: logFrom === null || logTo === null ? '' : formatBytes(logTo - logFrom),
    why: whyOf(attempt),
  };
}

function whyOf({ reasonText, errorMessage }: Attempt): string {
  const why = reasonText ?? errorMessage ?? '';
  return why.length > longestWhy ? `${why.slice(0, longestWhy - 1)}…` : why;
}
