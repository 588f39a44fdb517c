import { z } from 'zod';
import { isJsonObject } from '../lib/json.ts';
import {
  type BulkyMember,
  bulkyMembers,
  dependencyPolicies,
  type Run,
  type RunFilter,
  runKinds,
  runtimeTargetKinds,
  triggerKinds,
} from '../model/run.ts';
import { runReasons, runStatuses } from '../model/run-status.ts';
import { count, nullableInteger, nullableText, queryTime, wireJson } from './field.ts';
import { pageQuery } from './page.ts';

export const wireProgress = z.object({ done: z.number(), total: z.number(), note: nullableText });

/** A reason that a newer server knows and this program does not counts as not told. */
export const openReason = z.enum(runReasons).nullable().catch(null);

/** Contract section 4.7. The optional members at the end are ours; the SDKs drop them. */
export const wireRun = z.object({
  run_id: z.string().min(1),
  kind: z.enum(runKinds),
  status: z.enum(runStatuses),
  owner: z.object({ kind: z.enum(['conversation', 'project']), id: z.string() }),
  parent_run_id: nullableText,
  root_run_id: z.string(),
  waiting_reason: nullableText,
  metadata: wireJson.nullish(),
  target: nullableText,
  workflow_id: nullableText,
  schedule_id: nullableText,
  batch_id: nullableText,
  runtime_target_kind: z.enum(runtimeTargetKinds).nullable(),
  runtime_target_environment_id: nullableText,
  runtime_target_branch_id: nullableText,
  input: wireJson.optional(),
  config: wireJson.optional(),
  output: wireJson.optional(),
  error: z
    .object({ message: z.string(), code: z.string().optional(), detail: wireJson.optional() })
    .nullable(),
  logs: nullableText,
  artifacts: z.array(wireJson),
  duration_ms: nullableInteger,
  exit_code: nullableInteger,
  timeout_seconds: nullableInteger,
  backoff_limit: nullableInteger,
  start_mode: nullableText,
  trigger_kind: z.enum(triggerKinds).nullable(),
  trigger_id: nullableText,
  created_by: nullableText,
  created_at: z.string(),
  updated_at: z.string(),
  started_at: nullableText,
  completed_at: nullableText,
  name: nullableText.optional(),
  reason: openReason.optional(),
  reason_text: nullableText.optional(),
  depends_on: z.array(z.string()).optional(),
  waiting_for: z.array(z.string()).optional(),
  on_dependency_failure: z.enum(dependencyPolicies).optional(),
  retry_of: nullableText.optional(),
  scheduled_for: nullableText.optional(),
  attempt: nullableInteger.optional(),
  not_before: nullableText.optional(),
  cancel_requested_at: nullableText.optional(),
  progress: wireProgress.nullable().optional(),
  version: nullableInteger.optional(),
  /** Keys that are absent because their values are too large for a list. */
  omitted: z.array(z.enum(bulkyMembers)).optional(),
});
export type WireRun = z.infer<typeof wireRun>;

export const wireRunAccepted = z.object({
  accepted: z.boolean(),
  duplicate: z.boolean().optional(),
  run: wireRun,
});
export const wireRunCancelled = z.object({ cancelled: z.boolean(), run: wireRun });

/** Filters are ours (ability `runFilters`); a server that lacks them ignores them. */
export const runFilterQuery = z.object({
  /** Comma-separated statuses. */
  status: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(runStatuses)).min(1))
    .optional(),
  target: z.string().optional(),
  kind: z.enum(runKinds).optional(),
  batch_id: z.string().optional(),
  schedule_id: z.string().optional(),
  since: queryTime.optional(),
  text: z.string().max(200).optional(),
});

export const runListQuery = runFilterQuery.extend(pageQuery.shape);

export const wireRunCounts = z.object({
  counts: z.record(z.enum(runStatuses), count),
});

export function runFilterFromQuery(query: z.output<typeof runFilterQuery>): RunFilter {
  return {
    statuses: query.status,
    target: query.target,
    kind: query.kind,
    batchId: query.batch_id,
    scheduleId: query.schedule_id,
    since: query.since,
    text: query.text,
  };
}

export function runFilterToQuery(filter: RunFilter): z.input<typeof runFilterQuery> {
  return {
    status: filter.statuses?.join(','),
    target: filter.target,
    kind: filter.kind,
    batch_id: filter.batchId,
    schedule_id: filter.scheduleId,
    since: filter.since,
    text: filter.text,
  };
}

/**
 * The members that the record names as omitted are absent.
 * @param logs the log as plain text, for the single record; lists send null
 */
export function runToWire(run: Run, logs: string | null = null): WireRun {
  const workflowId = run.kind === 'workflow' ? run.target.slice('workflow:'.length) : null;
  return {
    run_id: run.id,
    kind: run.kind,
    status: run.status,
    owner: { kind: 'project', id: run.projectId },
    parent_run_id: run.parentRunId,
    root_run_id: run.rootRunId,
    waiting_reason: run.waitingReason,
    metadata: null,
    target: run.target,
    workflow_id: workflowId,
    schedule_id: run.scheduleId,
    batch_id: run.batchId,
    runtime_target_kind: run.runtimeTargetKind,
    runtime_target_environment_id: run.environmentId,
    runtime_target_branch_id: run.branchId,
    input: isOmitted(run, 'input') ? undefined : run.input,
    config: isOmitted(run, 'config') ? undefined : run.config,
    output: isOmitted(run, 'output') ? undefined : run.output,
    error: run.error,
    logs,
    artifacts: [],
    duration_ms: run.durationMs,
    exit_code: run.exitCode,
    timeout_seconds: run.timeoutSeconds,
    backoff_limit: run.backoffLimit,
    start_mode: run.startMode,
    trigger_kind: run.triggerKind,
    trigger_id: run.triggerId,
    created_by: run.createdBy,
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    name: run.name,
    reason: run.reason,
    reason_text: run.reasonText,
    depends_on: [...run.dependsOn],
    waiting_for: [...run.waitingFor],
    on_dependency_failure: run.onDependencyFailure,
    retry_of: run.retryOf,
    scheduled_for: run.slot,
    attempt: run.attempt,
    not_before: run.notBefore,
    cancel_requested_at: run.cancelRequestedAt,
    progress: run.progress,
    version: run.version,
    ...(run.omitted === undefined ? {} : { omitted: [...run.omitted] }),
  };
}

export function isOmitted(run: Run, member: BulkyMember): boolean {
  return run.omitted?.includes(member) === true;
}

export function runFromWire(wire: WireRun): Run {
  return {
    id: wire.run_id,
    projectId: wire.owner.id,
    kind: wire.kind,
    target: targetFromWire(wire),
    name: wire.name ?? null,
    status: wire.status,
    reason: wire.reason ?? null,
    reasonText: wire.reason_text ?? null,
    ...dependenciesFromWire(wire),
    waitingReason: wire.waiting_reason,
    config: isJsonObject(wire.config) ? wire.config : {},
    input: wire.input ?? null,
    output: wire.output ?? null,
    error: wire.error === null ? null : errorFromWire(wire.error),
    batchId: wire.batch_id,
    scheduleId: wire.schedule_id,
    parentRunId: wire.parent_run_id,
    rootRunId: wire.root_run_id,
    retryOf: wire.retry_of ?? null,
    slot: wire.scheduled_for ?? null,
    startMode: wire.start_mode,
    triggerKind: wire.trigger_kind,
    triggerId: wire.trigger_id,
    runtimeTargetKind: wire.runtime_target_kind,
    environmentId: wire.runtime_target_environment_id,
    branchId: wire.runtime_target_branch_id,
    timeoutSeconds: wire.timeout_seconds,
    backoffLimit: wire.backoff_limit,
    attempt: wire.attempt ?? null,
    notBefore: wire.not_before ?? null,
    cancelRequestedAt: wire.cancel_requested_at ?? null,
    progress: wire.progress ?? null,
    exitCode: wire.exit_code,
    durationMs: wire.duration_ms,
    createdBy: wire.created_by,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
    startedAt: wire.started_at,
    completedAt: wire.completed_at,
    version: wire.version ?? null,
    ...(wire.omitted === undefined ? {} : { omitted: wire.omitted }),
  };
}

function targetFromWire({ target, workflow_id: workflowId, kind }: WireRun): string {
  return target ?? (workflowId === null ? kind : `workflow:${workflowId}`);
}

function dependenciesFromWire(wire: WireRun): Pick<Run, 'dependsOn' | 'waitingFor' | 'onDependencyFailure'> {
  const { depends_on: dependsOn = [], waiting_for: waitingFor = [], on_dependency_failure: policy } = wire;
  return { dependsOn, waitingFor, onDependencyFailure: policy ?? 'fail' };
}

function errorFromWire(error: NonNullable<WireRun['error']>): NonNullable<Run['error']> {
  return {
    message: error.message,
    ...(error.code === undefined ? {} : { code: error.code }),
    ...(error.detail === undefined ? {} : { detail: error.detail }),
  };
}
