import { z } from 'zod';
import type { Batch } from '../model/batch.ts';
import { noCounts } from '../model/run-status.ts';
import { count, wireJson } from './field.ts';
import { jobCounts, jobStatuses } from './job.ts';

/** Contract section 3.14. The optional members at the end are ours; `run_counts` tells `waiting` and `cancelled` apart. */
export const wireBatch = z.object({
  /** A UUID on every batch that the older generation may see; runs may name batches freely. */
  id: z.string().min(1),
  project_id: z.uuid(),
  target: z.string().nullable(),
  job_count: count,
  status_counts: z.record(z.enum(jobStatuses), count),
  created_at: z.string(),
  updated_at: z.string(),
  result: wireJson.nullable(),
  run_counts: z
    .object({
      pending: count,
      running: count,
      waiting: count,
      completed: count,
      failed: count,
      cancelled: count,
    })
    .optional(),
  retried_count: count.nullable().optional(),
  ended_last_minute: count.nullable().optional(),
});
export type WireBatch = z.infer<typeof wireBatch>;

export function batchToWire(batch: Batch): WireBatch {
  return {
    id: batch.id,
    project_id: batch.projectId,
    target: batch.target,
    job_count: batch.runCount,
    status_counts: jobCounts(batch.counts),
    created_at: batch.createdAt,
    updated_at: batch.updatedAt,
    result: batch.result,
    run_counts: batch.counts,
    retried_count: batch.retriedCount,
    ended_last_minute: batch.endedLastMinute,
  };
}

export function batchFromWire(wire: WireBatch): Batch {
  const { submitted, working, completed, failed, canceled } = wire.status_counts;
  const fromJobs = {
    ...noCounts(),
    pending: submitted,
    running: working,
    completed,
    failed,
    cancelled: canceled,
  };
  return {
    id: wire.id,
    projectId: wire.project_id,
    target: wire.target,
    runCount: wire.job_count,
    counts: wire.run_counts ?? fromJobs,
    retriedCount: wire.retried_count ?? null,
    endedLastMinute: wire.ended_last_minute ?? null,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
    result: wire.result,
  };
}
