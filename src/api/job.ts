import { z } from 'zod';
import type { CreateRun, Run, RunFilter } from '../model/run.ts';
import { runBounds, runtimeTargetKinds } from '../model/run.ts';
import { noCounts, type RunStatus, type StatusCounts } from '../model/run-status.ts';
import {
  boundedInteger,
  nullableText,
  nullableUuid,
  targetName,
  uuidOrNull,
  wireJsonObject,
} from './field.ts';
import { ingestKind, ingestTarget, resultOf, resultSummaryOf, wireResultSummary } from './job-result.ts';
import { pageQuery } from './page.ts';
import { isOmitted } from './run.ts';

/** The older generation says the same things in other words (contract section 10). */
export const jobStatuses = ['submitted', 'working', 'completed', 'failed', 'canceled'] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** `waiting` has no counterpart; it is shown as `working`. */
const jobStatusOf: Readonly<Record<RunStatus, JobStatus>> = {
  pending: 'submitted',
  running: 'working',
  waiting: 'working',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'canceled',
};

const runStatusesOf: Readonly<Record<JobStatus, readonly RunStatus[]>> = {
  submitted: ['pending'],
  working: ['running', 'waiting'],
  completed: ['completed'],
  failed: ['failed'],
  canceled: ['cancelled'],
};

/** Contract section 3.11. */
export const wireJobListItem = z.object({
  id: z.uuid(),
  project_id: z.uuid(),
  environment_id: nullableUuid,
  branch_id: nullableText,
  cron_job_id: nullableUuid,
  batch_id: nullableUuid,
  name: z.string(),
  status: z.enum(jobStatuses),
  target: z.string(),
  config: wireJsonObject,
  context_id: nullableUuid,
  timeout_seconds: z.number(),
  backoff_limit: z.number(),
  exit_code: z.number().nullable(),
  started_at: nullableText,
  completed_at: nullableText,
  created_by: nullableUuid,
  created_at: z.string(),
  updated_at: z.string(),
  kind: z.literal(ingestKind).nullable(),
  failure_detail: nullableText,
  result_summary: wireResultSummary.nullable(),
});

/** Contract section 3.10. `canonical_run_id` links the two generations; here they are the same id, and older servers tell none. */
export const wireJob = wireJobListItem.extend({
  failed_reason: nullableText,
  result: z.looseObject({ kind: z.string() }).nullable(),
  canonical_run_id: z.string().optional(),
});
export type WireJob = z.infer<typeof wireJob>;

const seconds = boundedInteger(runBounds.timeoutSeconds.min, runBounds.timeoutSeconds.max);
const retries = boundedInteger(runBounds.backoffLimit.min, runBounds.backoffLimit.max);

/** Contract section 3.1. Unknown keys are tolerated and dropped: the SDK sends what its caller adds. */
export const wireCreateJob = z.object({
  name: z.string().min(1).max(255),
  target: targetName,
  environment_id: nullableUuid.optional(),
  branch_id: nullableUuid.optional(),
  runtime_target_kind: z.enum(runtimeTargetKinds).nullish(),
  runtime_target_environment_id: nullableUuid.optional(),
  runtime_target_branch_id: nullableUuid.optional(),
  batch_id: nullableUuid.optional(),
  config: wireJsonObject.nullish(),
  timeout_seconds: seconds.nullish(),
  backoff_limit: retries.nullish(),
});

export const jobListQuery = pageQuery.extend({
  status: z.enum(jobStatuses).optional(),
  cron_job_id: z.string().optional(),
  environment_id: z.string().optional(),
  batch_id: z.string().optional(),
});

export function jobFilterFromQuery(query: z.output<typeof jobListQuery>): RunFilter {
  return {
    statuses: query.status === undefined ? undefined : runStatusesOf[query.status],
    scheduleId: query.cron_job_id,
    environmentId: query.environment_id,
    batchId: query.batch_id,
  };
}

export function createRunFromJob(body: z.output<typeof wireCreateJob>): CreateRun {
  return {
    target: body.target,
    name: body.name,
    config: body.config ?? undefined,
    batchId: body.batch_id ?? undefined,
    runtimeTargetKind: body.runtime_target_kind ?? undefined,
    environmentId: body.environment_id ?? body.runtime_target_environment_id ?? undefined,
    branchId: body.branch_id ?? body.runtime_target_branch_id ?? undefined,
    timeoutSeconds: body.timeout_seconds ?? undefined,
    backoffLimit: body.backoff_limit ?? undefined,
    triggerKind: 'api',
  };
}

/** A run of any kind as the older generation sees it. */
export function jobToWire(run: Run): WireJob {
  return {
    ...jobListItemToWire(run),
    failed_reason: run.status === 'failed' ? run.reason : null,
    result: resultOf(run),
    canonical_run_id: run.id,
  };
}

export function jobListItemToWire(run: Run): z.infer<typeof wireJobListItem> {
  return {
    id: run.id,
    project_id: run.projectId,
    environment_id: uuidOrNull(run.environmentId),
    branch_id: run.branchId,
    cron_job_id: uuidOrNull(run.scheduleId),
    batch_id: uuidOrNull(run.batchId),
    name: run.name ?? run.target,
    status: jobStatusOf[run.status],
    target: run.target,
    config: isOmitted(run, 'config') ? { truncated: true } : run.config,
    context_id: null,
    timeout_seconds: run.timeoutSeconds ?? 0,
    backoff_limit: run.backoffLimit ?? 0,
    exit_code: run.exitCode,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    created_by: uuidOrNull(run.createdBy),
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    kind: run.target === ingestTarget ? ingestKind : null,
    failure_detail: run.status === 'failed' ? (run.error?.message ?? null) : null,
    result_summary: resultSummaryOf(run),
  };
}

/** Counts per job status, all five keys present. */
export function jobCounts(counts: StatusCounts): Record<JobStatus, number> {
  const result: Record<JobStatus, number> = {
    submitted: 0,
    working: 0,
    completed: 0,
    failed: 0,
    canceled: 0,
  };
  for (const status of Object.keys(noCounts()) as RunStatus[]) result[jobStatusOf[status]] += counts[status];
  return result;
}
