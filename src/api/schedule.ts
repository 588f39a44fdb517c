import { z } from 'zod';
import { runKinds, runtimeTargetKinds } from '../model/run.ts';
import { missedPolicies, type Schedule, scheduleStatuses } from '../model/schedule.ts';
import { splitTarget } from '../model/target.ts';
import { queryInteger, wireJson, wireJsonObject } from './field.ts';
import { listToWire, wirePageInfo } from './page.ts';
import { kindWords, phaseWords } from './schedule-words.ts';

/** A newer server may know more words; see `statusFromWire`. */
export const wireScheduleStatus = z.enum(scheduleStatuses).or(z.string());

const maybeText = z.string().nullish();
const maybeCount = z.number().nullish();

const targetExample = 'such as {"kind": "task", "id": "reports/weekly"}';

/** Contract section 5.1; what that says of conversations is for agents in the cloud and dropped. */
export const wireScheduleTarget = z.object(
  { kind: z.enum(runKinds), id: z.string().min(1).max(1024) },
  {
    error: ({ input }) =>
      `${input === undefined ? 'is required and ' : ''}must be an object, ${targetExample}`,
  },
);

/**
 * Contract section 5.5. What that section marks as seen in a fixture only, or as partly there, may be absent; the
 * members after `next_run_at` are ours. A word of a newer server that this program does not know counts as not told.
 */
export const wireSchedule = z.object({
  id: z.string(),
  project_id: z.string(),
  name: z.string(),
  status: wireScheduleStatus,
  /** A kind of a newer server is a name as any other. */
  target: z.object({ kind: z.enum(runKinds).or(z.string()), id: z.string() }),
  schedule: z.string(),
  timezone: z.string(),
  config: wireJsonObject.nullish(),
  timeout_seconds: z.number(),
  backoff_limit: z.number(),
  concurrency_policy: maybeText,
  runtime_target_kind: z.enum(runtimeTargetKinds).nullish().catch(null),
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
  source_trigger_id: maybeText,
  source_hash: maybeText,
  paused_reason: maybeText,
  paused_at: maybeText,
  last_failure_at: maybeText,
  last_failure_code: maybeText,
  last_failure_message: maybeText,
  last_failure_run_id: maybeText,
  health: wireJson.optional(),
  next_run_at: maybeText,
  missed_runs: maybeCount,
  last_missed_at: maybeText,
  kind: z.enum(kindWords).nullish().catch(null),
  phase: z.enum(phaseWords).nullish().catch(null),
  phase_reason: maybeText,
  missed_policy: z.enum(missedPolicies).nullish().catch(null),
  missed_max_age_seconds: maybeCount,
  jitter_seconds: maybeCount,
  start_at: maybeText,
  end_at: maybeText,
  until: maybeText,
  depends_on: z.array(z.string()).nullish(),
  note: maybeText,
  paused_until: maybeText,
  stale_since: maybeText,
  stale_at: maybeText,
  version: maybeCount,
});
export type WireSchedule = z.infer<typeof wireSchedule>;

/** Contract section 5.3: neither `data` nor `page_info`. That one is ours, where a page was asked for. */
export const wireScheduleList = z.object({
  schedules: z.array(wireSchedule),
  source_schedules: z.array(z.looseObject({})).optional(),
  page_info: wirePageInfo.optional(),
});

/** A schedule as creation answers it. */
export const wireScheduleCreated = z.object({ schedule: wireSchedule });

/** A schedule alone, which may come wrapped as creation answers it. */
export const wireScheduleAnswer = z.preprocess(
  (value) => (isUnknownObject(value) && isUnknownObject(value['schedule']) ? value['schedule'] : value),
  wireSchedule,
);

export const scheduleListQuery = z.object({
  status: z.enum(scheduleStatuses).optional(),
  source_trigger_id: z.string().optional(),
  environment_id: z.string().optional(),
  /** Ours, as the next one: without it all are answered at once. */
  limit: queryInteger(1, 1000).optional(),
  cursor: z.string().min(1).optional(),
});

/** Contract section 5.4. */
export const wireScheduleRun = z
  .object({ run_name: z.string().max(255).nullish(), idempotency_key: z.string().min(1).max(128).nullish() })
  .optional();

export const wireScheduleRunAccepted = z.object({
  run_id: z.string(),
  run_execution_id: z.string().optional(),
  schedule_id: z.string(),
  /** Ours. */
  duplicate: z.boolean().optional(),
});

/** Ours; the body may be missing. */
export const wirePauseSchedule = z
  .object({ reason: z.string().max(4096).nullish(), until: z.string().max(64).nullish() })
  .optional();

/** Ours; the body may be missing: then the schedule's own policy holds. */
export const wireResumeSchedule = z.object({ missed_policy: z.enum(missedPolicies).nullish() }).optional();

export function scheduleToWire(schedule: Schedule): WireSchedule {
  const { environmentId, branchId, lastFailure, maxStalenessSeconds } = schedule;
  return {
    id: schedule.id,
    project_id: schedule.projectId,
    name: schedule.name,
    status: schedule.status,
    target: targetToWire(schedule.target),
    schedule: schedule.when,
    timezone: schedule.timezone,
    config: schedule.config,
    timeout_seconds: schedule.timeoutSeconds,
    backoff_limit: schedule.backoffLimit,
    concurrency_policy: schedule.concurrencyPolicy,
    runtime_target_kind: runtimeTargetOf(schedule),
    runtime_target_environment_id: environmentId,
    runtime_target_branch_id: branchId,
    last_scheduled_at: schedule.lastFireAt,
    last_successful_at: schedule.lastSuccessAt,
    created_by: schedule.createdBy,
    created_at: schedule.createdAt,
    updated_at: schedule.updatedAt,
    max_runs: schedule.maxRuns,
    run_count: schedule.runCount,
    completed_at: schedule.completedAt,
    definition_source: schedule.definedIn,
    source_path: schedule.sourcePath,
    source_trigger_id: schedule.sourceTriggerId,
    source_hash: schedule.sourceHash,
    paused_reason: schedule.pausedReason,
    paused_at: schedule.pausedAt,
    last_failure_at: lastFailure?.at ?? null,
    last_failure_code: lastFailure?.code ?? null,
    last_failure_message: lastFailure?.message ?? null,
    last_failure_run_id: lastFailure?.runId ?? null,
    health: maxStalenessSeconds === null ? null : { maxStalenessSeconds },
    ...additionsOf(schedule),
  };
}

/** What only a server like ours tells. */
function additionsOf(schedule: Schedule) {
  return {
    next_run_at: schedule.nextFireAt,
    missed_runs: schedule.missedFires,
    last_missed_at: schedule.lastMissedAt,
    kind: kindWords[schedule.kind],
    phase: schedule.phase === null ? null : phaseWords[schedule.phase],
    phase_reason: schedule.phaseReason,
    missed_policy: schedule.missedPolicy,
    missed_max_age_seconds: schedule.missedMaxAgeSeconds,
    jitter_seconds: schedule.jitterSeconds,
    start_at: schedule.startAt,
    end_at: schedule.endAt,
    until: schedule.until,
    depends_on: [...schedule.dependsOn],
    note: schedule.note,
    paused_until: schedule.pausedUntil,
    stale_since: schedule.staleSince,
    stale_at: schedule.staleAt,
    version: schedule.version,
  };
}

/** The answer to a list. @param paged true: whoever asks goes on with the cursor */
export function scheduleListToWire(
  page: { readonly items: readonly Schedule[]; readonly nextCursor: string | null },
  paged: boolean,
): z.input<typeof wireScheduleList> {
  const { data: schedules, page_info: info } = listToWire(page, scheduleToWire);
  // Among the others as well: Veryfront's own client looks for them there.
  const defined = schedules.filter((schedule) => schedule.definition_source === 'source');
  return { schedules, source_schedules: defined, ...(paged ? { page_info: info } : {}) };
}

/** The target of a schedule in two parts. @throws Error for one that has no kind, which no schedule is kept with */
export function targetToWire(target: string): z.infer<typeof wireScheduleTarget> {
  const split = splitTarget(target);
  const kind = runKinds.find((known) => known === split?.kind);
  if (split === null || kind === undefined) throw new Error(`The target ${target} has no kind`);
  return { kind, id: split.id };
}

function runtimeTargetOf({ environmentId, branchId }: Schedule) {
  if (branchId !== null) return 'preview_branch' as const;
  return environmentId === null ? ('main_branch' as const) : ('environment' as const);
}

function isUnknownObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
