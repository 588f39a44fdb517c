import { z } from 'zod';
import { runtimeTargetKinds } from '../model/run.ts';
import {
  concurrencyPolicies,
  missedPolicies,
  type ScheduleChange,
  type ScheduleDraft,
} from '../model/schedule.ts';
import type { PreviewRequest } from '../model/schedule-preview.ts';
import { boundedInteger, wireJsonObject } from './field.ts';
import { targetToWire, wireScheduleTarget } from './schedule.ts';
import { kindFromWire, kindWords } from './schedule-words.ts';

const longText = z.string().max(4096);
const timeText = z.string().max(64);

/**
 * Every setting that can be changed. Numbers and times are looked at by the executor, which names each member that is
 * wrong; here is only what form they have. Null clears a member that may be without a value, and stands for an absent
 * one elsewhere. `health` and the members after it are ours.
 */
const settings = {
  name: z.string().min(1).max(255).nullish(),
  target: wireScheduleTarget.nullish(),
  schedule: z.string().max(255).nullish(),
  timezone: z.string().max(128).nullish(),
  config: wireJsonObject.nullish(),
  timeout_seconds: z.number().nullish(),
  backoff_limit: z.number().nullish(),
  concurrency_policy: z.enum(concurrencyPolicies).nullish(),
  status: z.enum(['active', 'paused']).nullish(),
  max_runs: z.number().nullish(),
  health: z.object({ maxStalenessSeconds: z.number().nullish() }).nullish(),
  kind: z.enum(kindWords).nullish(),
  missed_policy: z.enum(missedPolicies).nullish(),
  missed_max_age_seconds: z.number().nullish(),
  jitter_seconds: z.number().nullish(),
  start_at: timeText.nullish(),
  end_at: timeText.nullish(),
  until: longText.nullish(),
  depends_on: z.array(z.string().min(1).max(128)).max(100).nullish(),
  note: longText.nullish(),
  paused_reason: longText.nullish(),
  paused_until: timeText.nullish(),
};
const wireSettings = z.object(settings);

const maybeId = z.string().max(255).nullish();

/** Contract section 5.1. Without a kind the schedule is of the one that its time rule looks like. */
export const wireCreateSchedule = z.object({
  ...settings,
  /** Ours: a second request with the same one is answered with what the first has made. */
  id: z.uuid().toLowerCase().nullish(),
  name: z.string().min(1).max(255),
  target: wireScheduleTarget,
  schedule: z.string().max(255),
  runtime_target_kind: z.enum(runtimeTargetKinds).nullish(),
  runtime_target_environment_id: maybeId,
  runtime_target_branch_id: maybeId,
  environment_id: maybeId,
  branch_id: maybeId,
});

/** Ours; `if_version`: only when the schedule still has this version. `config` replaces the one before as a whole. */
export const wireUpdateSchedule = z.object({ ...settings, if_version: z.number().int().nullish() });

/** Ours: a schedule that is not there yet, or another form of one that is. */
export const wirePreviewRequest = z.object({
  ...settings,
  name: longText.nullish(),
  schedule: longText,
  schedule_id: maybeId,
  from: timeText.nullish(),
  count: boundedInteger(1, 100).nullish(),
});

export function draftFromWire(body: z.output<typeof wireCreateSchedule>): ScheduleDraft {
  return {
    ...changeFromWire(body),
    id: body.id ?? undefined,
    name: body.name,
    target: `${body.target.kind}:${body.target.id}`,
    kind: kindFromWire(body.kind, body.schedule),
    when: body.schedule,
    environmentId: body.runtime_target_environment_id ?? body.environment_id ?? undefined,
    branchId: body.runtime_target_branch_id ?? body.branch_id ?? undefined,
  };
}

export function requestFromWire(body: z.output<typeof wirePreviewRequest>): PreviewRequest {
  return {
    draft: { ...changeFromWire(body), when: body.schedule, kind: kindFromWire(body.kind, body.schedule) },
    scheduleId: body.schedule_id ?? undefined,
    from: body.from ?? undefined,
    count: body.count ?? undefined,
  };
}

/** A change without a kind leaves it as it is, whatever the new time rule looks like. */
export function changeFromWire(body: z.output<typeof wireSettings>): ScheduleChange {
  const { name, target, schedule: when, health, kind } = body;
  return {
    ...(name == null ? {} : { name }),
    ...(target == null ? {} : { target: `${target.kind}:${target.id}` }),
    ...(when == null ? {} : { when }),
    kind: kind == null ? undefined : kindFromWire(kind, ''),
    timezone: body.timezone ?? undefined,
    config: body.config ?? undefined,
    timeoutSeconds: body.timeout_seconds ?? undefined,
    backoffLimit: body.backoff_limit ?? undefined,
    concurrencyPolicy: body.concurrency_policy ?? undefined,
    missedPolicy: body.missed_policy ?? undefined,
    missedMaxAgeSeconds: body.missed_max_age_seconds,
    jitterSeconds: body.jitter_seconds,
    startAt: body.start_at,
    endAt: body.end_at,
    maxRuns: body.max_runs,
    maxStalenessSeconds: health === null ? null : health?.maxStalenessSeconds,
    until: body.until,
    dependsOn: body.depends_on ?? undefined,
    note: body.note,
    status: body.status ?? undefined,
    pausedReason: body.paused_reason,
    pausedUntil: body.paused_until,
  };
}

/** @throws Error for a target without a kind */
export function draftToWire(draft: ScheduleDraft): z.input<typeof wireCreateSchedule> {
  return {
    ...changeToWire(draft),
    id: draft.id,
    name: draft.name,
    target: targetToWire(draft.target),
    schedule: draft.when,
    runtime_target_environment_id: draft.environmentId,
    runtime_target_branch_id: draft.branchId,
  };
}

/** @throws Error for a target without a kind */
export function changeToWire(change: ScheduleChange): z.input<typeof wireSettings> {
  const { target, kind, maxStalenessSeconds } = change;
  return {
    name: change.name,
    target: target === undefined ? undefined : targetToWire(target),
    kind: kind === undefined ? undefined : kindWords[kind],
    schedule: change.when,
    timezone: change.timezone,
    config: change.config,
    timeout_seconds: change.timeoutSeconds,
    backoff_limit: change.backoffLimit,
    concurrency_policy: change.concurrencyPolicy,
    missed_policy: change.missedPolicy,
    missed_max_age_seconds: change.missedMaxAgeSeconds,
    jitter_seconds: change.jitterSeconds,
    start_at: change.startAt,
    end_at: change.endAt,
    max_runs: change.maxRuns,
    health: maxStalenessSeconds === undefined ? undefined : { maxStalenessSeconds },
    until: change.until,
    depends_on: change.dependsOn === undefined ? undefined : [...change.dependsOn],
    note: change.note,
    status: change.status,
    paused_reason: change.pausedReason,
    paused_until: change.pausedUntil,
  };
}

/** What is asked of a preview. The config and the note say nothing about times, and may be large. */
export function requestToWire(request: PreviewRequest): z.input<typeof wirePreviewRequest> {
  const { config: _config, note: _note, ...draft } = request.draft;
  return {
    ...changeToWire(draft),
    schedule: request.draft.when,
    schedule_id: request.scheduleId,
    from: request.from,
    count: request.count,
  };
}
