import type { Batch } from './batch.ts';
import { isTerminal, runStatuses } from './run-status.ts';

/** How far a batch is. */
export interface BatchProgress {
  /** Runs that have ended, however they ended. */
  readonly ended: number;
  readonly total: number;
  /** Runs that ended within the last minute; null where the server does not tell. */
  readonly perMinute: number | null;
  /** Milliseconds to the end at that rate; null when it cannot be told, 0 when all have ended. */
  readonly remainingMs: number | null;
}

/** What the counts of a batch say about its progress. */
export function batchProgress({ counts, runCount, endedLastMinute }: Batch): BatchProgress {
  const ended = runStatuses.filter(isTerminal).reduce((sum, status) => sum + counts[status], 0);
  const left = runCount - ended;
  const rate = endedLastMinute ?? 0;
  const remainingMs = left === 0 ? 0 : rate === 0 ? null : Math.round((left / rate) * 60_000);
  return { ended, total: runCount, perMinute: endedLastMinute, remainingMs };
}
