import { z } from 'zod';
import { runtimeTargetKinds } from '../model/run.ts';
import {
  concurrencyPolicies,
  type Schedule,
  type ScheduleChange,
  type ScheduleDraft,
  scheduleDefaults,
  scheduleStatuses,
} from '../model/schedule.ts';
import { nullableText, nullableUuid, targetName, uuidOrNull, wireJsonObject } from './field.ts';
import { pageQuery } from './page.ts';
import { wireScheduleStatus } from './schedule.ts';
import { sharedFields, unknownStatus } from './schedule-from-wire.ts';

/** Contract section 3.13. */
export const wireCronJob = z.object({
  id: z.string(),
  project_id: z.string(),
  environment_id: nullableText,
  branch_id: z.string().nullish(),
  name: z.string(),
  target: z.string(),
  schedule: z.string(),
  timezone: z.string(),
  status: wireScheduleStatus,
  config: wireJsonObject,
  timeout_seconds: z.number(),
  backoff_limit: z.number(),
  concurrency_policy: z.string(),
  last_scheduled_at: nullableText,
  last_successful_at: nullableText,
  created_by: nullableText,
  created_at: z.string(),
  updated_at: z.string(),
  /** Ours: what a conditional change names. */
  version: z.number().nullish(),
});
export type WireCronJob = z.infer<typeof wireCronJob>;

/** Contract section 3.7. Numbers and times are looked at by the executor, which names every member that is wrong. */
export const wireCreateCronJob = z.object({
  name: z.string().min(1).max(255),
  target: targetName,
  schedule: z.string().max(255),
  environment_id: nullableUuid.optional(),
  branch_id: nullableUuid.optional(),
  runtime_target_kind: z.enum(runtimeTargetKinds).nullish(),
  runtime_target_environment_id: nullableUuid.optional(),
  runtime_target_branch_id: nullableUuid.optional(),
  timezone: z.string().max(128).nullish(),
  config: wireJsonObject.nullish(),
  timeout_seconds: z.number().nullish(),
  backoff_limit: z.number().nullish(),
  concurrency_policy: z.enum(concurrencyPolicies).nullish(),
});

/** Contract section 3.7; `if_version` is ours. `config` takes the place of the one before, as a whole. */
export const wireUpdateCronJob = z.object({
  name: z.string().min(1).max(255).optional(),
  schedule: z.string().max(255).optional(),
  timezone: z.string().max(128).optional(),
  config: wireJsonObject.optional(),
  timeout_seconds: z.number().optional(),
  backoff_limit: z.number().optional(),
  concurrency_policy: z.enum(concurrencyPolicies).optional(),
  status: z.enum(['active', 'paused']).optional(),
  if_version: z.number().int().nullish(),
});

export const cronJobListQuery = pageQuery.extend({
  status: z.enum(scheduleStatuses).optional(),
  environment_id: z.string().optional(),
});

export function cronJobToWire(schedule: Schedule): WireCronJob {
  return {
    id: schedule.id,
    project_id: schedule.projectId,
    environment_id: uuidOrNull(schedule.environmentId),
    branch_id: schedule.branchId,
    name: schedule.name,
    target: schedule.target,
    schedule: schedule.when,
    timezone: schedule.timezone,
    status: schedule.status,
    config: schedule.config,
    timeout_seconds: schedule.timeoutSeconds,
    backoff_limit: schedule.backoffLimit,
    concurrency_policy: schedule.concurrencyPolicy ?? scheduleDefaults.concurrencyPolicy,
    last_scheduled_at: schedule.lastFireAt,
    last_successful_at: schedule.lastSuccessAt,
    created_by: uuidOrNull(schedule.createdBy),
    created_at: schedule.createdAt,
    updated_at: schedule.updatedAt,
    version: schedule.version,
  };
}

export function draftFromCronJob(body: z.output<typeof wireCreateCronJob>): ScheduleDraft {
  return {
    name: body.name,
    target: body.target,
    kind: 'scheduled',
    when: body.schedule,
    timezone: body.timezone ?? undefined,
    config: body.config ?? undefined,
    timeoutSeconds: body.timeout_seconds ?? undefined,
    backoffLimit: body.backoff_limit ?? undefined,
    concurrencyPolicy: body.concurrency_policy ?? undefined,
    environmentId: body.environment_id ?? body.runtime_target_environment_id ?? undefined,
    branchId: body.branch_id ?? body.runtime_target_branch_id ?? undefined,
  };
}

export function changeFromCronJob(body: z.output<typeof wireUpdateCronJob>): ScheduleChange {
  return {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.schedule === undefined ? {} : { when: body.schedule }),
    timezone: body.timezone,
    config: body.config,
    timeoutSeconds: body.timeout_seconds,
    backoffLimit: body.backoff_limit,
    concurrencyPolicy: body.concurrency_policy,
    status: body.status,
  };
}

/** What a cron job is created from; the members that it has no place for are left out. */
export function draftToCronJob(draft: ScheduleDraft): z.input<typeof wireCreateCronJob> {
  const { status: _, ...settings } = changeToCronJob(draft);
  return {
    ...settings,
    name: draft.name,
    target: draft.target,
    schedule: draft.when,
    environment_id: draft.environmentId,
    branch_id: draft.branchId,
  };
}

export function changeToCronJob(change: ScheduleChange): z.input<typeof wireUpdateCronJob> {
  return {
    name: change.name,
    schedule: change.when,
    timezone: change.timezone,
    config: change.config,
    timeout_seconds: change.timeoutSeconds,
    backoff_limit: change.backoffLimit,
    concurrency_policy: change.concurrencyPolicy,
    status: change.status,
  };
}

/** What the older generation does not tell is null. */
export function scheduleFromCronJob(wire: WireCronJob): Schedule {
  return {
    ...sharedFields(wire),
    target: wire.target,
    config: wire.config,
    concurrencyPolicy: wire.concurrency_policy,
    environmentId: wire.environment_id,
    branchId: wire.branch_id ?? null,
    kind: 'scheduled',
    dependsOn: [],
    definedIn: 'manual',
    version: wire.version ?? null,
    generation: 'cron-jobs',
    ...untold,
    phaseReason: unknownStatus(wire.status),
  };
}

const untold = {
  phase: null,
  phaseReason: null,
  nextFireAt: null,
  lastFailure: null,
  pausedReason: null,
  pausedAt: null,
  pausedUntil: null,
  missedPolicy: null,
  missedMaxAgeSeconds: null,
  jitterSeconds: null,
  startAt: null,
  endAt: null,
  until: null,
  note: null,
  maxRuns: null,
  runCount: null,
  completedAt: null,
  missedFires: null,
  lastMissedAt: null,
  maxStalenessSeconds: null,
  staleSince: null,
  staleAt: null,
  sourcePath: null,
  sourceTriggerId: null,
  sourceHash: null,
} as const;
