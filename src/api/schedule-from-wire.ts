import { isJsonObject, type JsonValue } from '../lib/json.ts';
import {
  type Schedule,
  type ScheduleFailure,
  type ScheduleStatus,
  scheduleStatuses,
} from '../model/schedule.ts';
import type { WireSchedule } from './schedule.ts';
import { kindFromWire, phaseFromWire } from './schedule-words.ts';

export function scheduleFromWire(wire: WireSchedule): Schedule {
  return {
    ...sharedFields(wire),
    ...definitionFields(wire),
    ...additionFields(wire),
    phaseReason: wire.phase_reason ?? unknownStatus(wire.status),
    target: `${wire.target.kind}:${wire.target.id}`,
    config: wire.config ?? {},
    concurrencyPolicy: wire.concurrency_policy ?? null,
    environmentId: wire.runtime_target_environment_id ?? null,
    branchId: wire.runtime_target_branch_id ?? null,
    lastFailure: failureOf(wire),
    pausedReason: wire.paused_reason ?? null,
    pausedAt: timeOrNull(wire.paused_at),
    maxRuns: wire.max_runs ?? null,
    runCount: wire.run_count ?? null,
    completedAt: timeOrNull(wire.completed_at),
    maxStalenessSeconds: numberIn(wire.health ?? null, 'maxStalenessSeconds', 'max_staleness_seconds'),
    generation: 'schedules',
  };
}

function definitionFields(wire: WireSchedule) {
  return {
    definedIn: wire.definition_source === 'source' ? ('source' as const) : ('manual' as const),
    sourcePath: wire.source_path ?? null,
    sourceTriggerId: wire.source_trigger_id ?? null,
    sourceHash: wire.source_hash ?? null,
  };
}

function additionFields(wire: WireSchedule) {
  return {
    kind: kindFromWire(wire.kind, wire.schedule),
    phase: phaseFromWire(wire.phase),
    nextFireAt: timeOrNull(wire.next_run_at),
    missedFires: wire.missed_runs ?? numberIn(wire.health ?? null, 'missed_runs', 'missedRuns'),
    lastMissedAt: timeOrNull(wire.last_missed_at),
    missedPolicy: wire.missed_policy ?? null,
    missedMaxAgeSeconds: wire.missed_max_age_seconds ?? null,
    jitterSeconds: wire.jitter_seconds ?? null,
    startAt: timeOrNull(wire.start_at),
    endAt: timeOrNull(wire.end_at),
    until: wire.until ?? null,
    dependsOn: wire.depends_on ?? [],
    note: wire.note ?? null,
    pausedUntil: timeOrNull(wire.paused_until),
    staleSince: timeOrNull(wire.stale_since),
    staleAt: timeOrNull(wire.stale_at),
    version: wire.version ?? null,
  };
}

type SharedWire = Pick<
  WireSchedule,
  'id' | 'project_id' | 'name' | 'status' | 'schedule' | 'timezone' | 'timeout_seconds' | 'backoff_limit'
> &
  Pick<WireSchedule, 'last_scheduled_at' | 'last_successful_at' | 'created_by' | 'created_at' | 'updated_at'>;

/** What both generations tell in the same words. */
export function sharedFields(wire: SharedWire) {
  return {
    id: wire.id,
    projectId: wire.project_id,
    name: wire.name,
    status: statusFromWire(wire.status),
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

/** A word that this program does not know does not say that it fires. */
function statusFromWire(word: string): ScheduleStatus {
  return scheduleStatuses.find((known) => known === word) ?? 'paused';
}

/** What is told of a schedule whose status is a word that this program does not know; null for any other. */
export function unknownStatus(word: string): string | null {
  const isKnown = scheduleStatuses.some((known) => known === word);
  return isKnown ? null : `the server calls its status "${word}", which this version does not know`;
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
