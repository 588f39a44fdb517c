import type { Batch } from '../model/batch.ts';
import { runStatuses } from '../model/run-status.ts';
import { ago } from './times.ts';
import type { TableRow } from './wiring.ts';

/** A batch as a row of a listing. */
export function batchRow(batch: Batch, nowMs: number): TableRow {
  return {
    batch: batch.id,
    target: batch.target ?? '(several)',
    runs: String(batch.runCount),
    status: countsOf(batch),
    created: ago(batch.createdAt, nowMs),
  };
}

/** How many runs are in each status, those without any left out. */
function countsOf({ counts }: Batch): string {
  return runStatuses
    .filter((status) => counts[status] > 0)
    .map((status) => `${counts[status]} ${status}`)
    .join(', ');
}
