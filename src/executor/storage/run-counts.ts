import type { DatabaseSync } from 'node:sqlite';
import type { RunFilter } from '../../model/run.ts';
import { noCounts, runStatuses, type StatusCounts } from '../../model/run-status.ts';
import { integer, word } from './columns.ts';

/** Stands for all runs in `run_counts`. */
const everyRun = '';

/** Numbers of runs that are kept as they change: reading them costs the same for any number of runs. */
export interface RunCounts {
  /** Of the runs of one batch, or of all runs when `batchId` is undefined. All zero for an unknown batch. */
  of(batchId: string | undefined): StatusCounts;
  /** What a filter counts; null when only the runs themselves can tell. */
  matching(filter: RunFilter): StatusCounts | null;
}

export function createRunCounts(db: DatabaseSync): RunCounts {
  const select = db.prepare('SELECT status, n FROM run_counts WHERE batch_id = ?');
  const countsOf = (batchId: string) => {
    const counts = noCounts();
    for (const row of select.all(batchId)) counts[word(row, 'status', runStatuses)] = integer(row, 'n');
    return counts;
  };
  return {
    of: (batchId) => countsOf(batchId ?? everyRun),
    matching({ statuses, batchId, ...others }) {
      if (Object.values(others).some((value) => value !== undefined)) return null;
      const counts = countsOf(batchId?.toLowerCase() ?? everyRun);
      if (statuses === undefined) return counts;
      return Object.fromEntries(
        runStatuses.map((status) => [status, statuses.includes(status) ? counts[status] : 0]),
      ) as StatusCounts;
    },
  };
}
