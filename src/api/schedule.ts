import { z } from 'zod';
import { isJsonObject, type JsonValue } from '../lib/json.ts';
import { runKinds } from '../model/run.ts';
import { type Schedule, type ScheduleFailure, scheduleStatuses } from '../model/schedule.ts';
import { nullableText, wireJson, wireJsonObject } from './field.ts';
import { pageQuery } from './page.ts';

const maybeText = z.string().nullish();
const maybeCount = z.number().nullish();

/**
 * Contract section 5.5. What that section marks as seen in a fixture only, or as partly there, may be absent; the
 * last members are additions that a server may make.
 */
export const wireSchedule = z.object({
  id: z.string(),
  project_id: z.string(),
  name: z.string(),
  status: z.enum(scheduleStatuses),
  target: z.object({ kind: z.enum(runKinds), id: z.string() }),
  schedule: z.string(),
  timezone: z.string(),
  config: wireJsonObject.nullish(),
  timeout_seconds: z.number(),
  backoff_limit: z.number(),
  concurrency_policy: maybeText,
  runtime_target_environment_id: maybeText,
  runtime_target_branch_id: maybeText,
  last_scheduled_at: maybeText,
  last_successful_at: maybeText,
  created_by: maybeText,
  created_at: z.string(),
  updated_at: z.string(),
  max_runs: maybeCount,
  run_count: maybeCount,
  completed_at: maybeText,
  definition_source: maybeText,
  source_path: maybeText,
  paused_reason: maybeText,
  paused_at: maybeText,
  last_failure_at: maybeText,
  last_failure_code: maybeText,
  last_failure_message: maybeText,
  last_failure_run_id: maybeText,
  health: wireJson.optional(),
  next_run_at: maybeText,
  missed_runs: maybeCount,
});
export type WireSchedule = z.infer<typeof wireSchedule>;

/** Contract section 5.3: neither `data` nor `page_info`. */
export const wireScheduleList = z.object({
  schedules: z.array(wireSchedule),
  source_schedules: z.array(wireJson).optional(),
});

/** A schedule alone, or wrapped as creation answers it. */
export const wireScheduleAnswer = z.union([
  z.object({ schedule: wireSchedule }).transform(({ schedule }) => schedule),
  wireSchedule,
]);

export const scheduleListQuery = z.object({ status: z.enum(scheduleStatuses).optional() });

/** Only the status: what else a schedule is stays as it is. */
export const wireScheduleStatusChange = z.object({ status: z.enum(['active', 'paused']) });

/** Contract section 5.4. */
export const wireScheduleRun = z.object({
  run_name: z.string().optional(),
  idempotency_key: z.string(),
});
export const wireScheduleRunAccepted = z.object({ run_id: z.string(), schedule_id: z.string() });

/** Contract section 3.13. */
export const wireCronJob = z.object({
  id: z.string(),
  project_id: z.string(),
  environment_id: nullableText,
  branch_id: maybeText,
  name: z.string(),
  target: z.string(),
  schedule: z.string(),
  timezone: z.string(),
  status: z.enum(scheduleStatuses),
  config: wireJsonObject,
  timeout_seconds: z.number(),
  backoff_limit: z.number(),
  concurrency_policy: z.string(),
  last_scheduled_at: nullableText,
  last_successful_at: nullableText,
  created_by: nullableText,
  created_at: z.string(),
  updated_at: z.string(),
});
export type WireCronJob = z.infer<typeof wireCronJob>;

export const cronJobListQuery = pageQuery.extend({ status: z.enum(scheduleStatuses).optional() });

export function scheduleFromWire(wire: WireSchedule): Schedule {
  const health = wire.health ?? null;
  return {
    ...sharedFields(wire),
    target: `${wire.target.kind}:${wire.target.id}`,
    config: wire.config ?? {},
    concurrencyPolicy: wire.concurrency_policy ?? null,
    environmentId: wire.runtime_target_environment_id ?? null,
    branchId: wire.runtime_target_branch_id ?? null,
    nextFireAt: timeOrNull(wire.next_run_at),
    lastFailure: failureOf(wire),
    pausedReason: wire.paused_reason ?? null,
    pausedAt: timeOrNull(wire.paused_at),
    maxRuns: wire.max_runs ?? null,
    runCount: wire.run_count ?? null,
    completedAt: timeOrNull(wire.completed_at),
    missedFires: wire.missed_runs ?? numberIn(health, 'missed_runs', 'missedRuns'),
    maxStalenessSeconds: numberIn(health, 'maxStalenessSeconds', 'max_staleness_seconds'),
    definedIn: wire.definition_source === 'source' ? 'source' : 'manual',
    sourcePath: wire.source_path ?? null,
    kind: 'scheduled',
    phase: null,
    phaseReason: null,
    pausedUntil: null,
    missedPolicy: null,
    missedMaxAgeSeconds: null,
    jitterSeconds: null,
    startAt: null,
    endAt: null,
    until: null,
    dependsOn: [],
    note: null,
    staleSince: null,
    sourceTriggerId: null,
    version: null,
    generation: 'schedules',
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
    nextFireAt: null,
    lastFailure: null,
    pausedReason: null,
    pausedAt: null,
    maxRuns: null,
    runCount: null,
    completedAt: null,
    missedFires: null,
    maxStalenessSeconds: null,
    definedIn: 'manual',
    sourcePath: null,
    kind: 'scheduled',
    phase: null,
    phaseReason: null,
    pausedUntil: null,
    missedPolicy: null,
    missedMaxAgeSeconds: null,
    jitterSeconds: null,
    startAt: null,
    endAt: null,
    until: null,
    dependsOn: [],
    note: null,
    staleSince: null,
    sourceTriggerId: null,
    version: null,
    generation: 'cron-jobs',
  };
}

function sharedFields(wire: WireSchedule | WireCronJob) {
  return {
    id: wire.id,
    projectId: wire.project_id,
    name: wire.name,
    status: wire.status,
    when: wire.schedule,
    timezone: wire.timezone,
    timeoutSeconds: wire.timeout_seconds,
    backoffLimit: wire.backoff_limit,
    lastFireAt: timeOrNull(wire.last_scheduled_at),
    lastSuccessAt: timeOrNull(wire.last_successful_at),
    createdBy: wire.created_by ?? null,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
  };
}

/** The contract calls times strings and no more: what is none is not known. */
function timeOrNull(text: string | null | undefined): string | null {
  return text == null || Number.isNaN(Date.parse(text)) ? null : text;
}

function failureOf(wire: WireSchedule): ScheduleFailure | null {
  if (wire.last_failure_at == null) return null;
  return {
    at: wire.last_failure_at,
    code: wire.last_failure_code ?? null,
    message: wire.last_failure_message ?? null,
    runId: wire.last_failure_run_id ?? null,
  };
}

/** The shape of `health` is not documented: the member is taken where it is a number. */
function numberIn(value: JsonValue, ...names: readonly string[]): number | null {
  if (!isJsonObject(value)) return null;
  const found = names.map((name) => value[name]).find((member) => typeof member === 'number');
  return typeof found === 'number' ? found : null;
}
