import type { Batch } from '../model/batch.ts';
import { batchProgress } from '../model/batch-progress.ts';
import { runStatuses } from '../model/run-status.ts';
import { ago, duration } from './times.ts';
import type { TableRow } from './wiring.ts';

/** A batch as a row of a listing. */
export function batchRow(batch: Batch, nowMs: number): TableRow {
  return {
    batch: batch.id,
    target: batch.target ?? '(several)',
    done: doneOf(batch),
    status: countsOf(batch),
    created: ago(batch.createdAt, nowMs),
  };
}

/** `412/675, 38 a minute, about 7m 00s left`. */
function doneOf(batch: Batch): string {
  const { ended, total, perMinute, remainingMs } = batchProgress(batch);
  const parts = [`${ended}/${total}`];
  if (ended < total && perMinute !== null && perMinute > 0) parts.push(`${perMinute} a minute`);
  if (remainingMs !== null && remainingMs > 0) parts.push(`about ${duration(remainingMs)} left`);
  return parts.join(', ');
}

/** How many runs are in each status, those without any left out. */
export function countsOf({ counts, retriedCount }: Batch): string {
  const texts = runStatuses
    .filter((status) => counts[status] > 0)
    .map((status) => `${counts[status]} ${status}`);
  if (retriedCount !== null && retriedCount > 0) texts.push(`${retriedCount} of them retried`);
  return texts.join(', ');
}
