import { isoTime } from '../../lib/clock.ts';
import { isJsonObject } from '../../lib/json.ts';
import {
  concurrencyPolicies,
  missedPolicies,
  type ScheduleFailure,
  scheduleKinds,
  scheduleStatuses,
} from '../../model/schedule.ts';
import { type ScheduleRecord, scheduleEnds } from '../schedules/schedule-record.ts';
import {
  epoch,
  epochOrNull,
  integer,
  integerOrNull,
  json,
  type Row,
  text,
  textOrNull,
  time,
  timeOrNull,
  word,
  wordOrNull,
} from './columns.ts';

const definitionSources = ['manual', 'source'] as const;

/** The record of a row of `schedules`. */
export function scheduleFromRow(row: Row): ScheduleRecord {
  const config = json(row, 'config');
  const dependsOn = json(row, 'depends_on');
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    target: text(row, 'target'),
    kind: word(row, 'kind', scheduleKinds),
    when: text(row, 'when_text'),
    timezone: text(row, 'timezone'),
    config: isJsonObject(config) ? config : {},
    timeoutSeconds: integer(row, 'timeout_seconds'),
    backoffLimit: integer(row, 'backoff_limit'),
    concurrencyPolicy: word(row, 'concurrency_policy', concurrencyPolicies),
    missedPolicy: word(row, 'missed_policy', missedPolicies),
    missedMaxAgeSeconds: integerOrNull(row, 'missed_max_age_seconds'),
    jitterSeconds: integerOrNull(row, 'jitter_seconds'),
    startAt: timeOrNull(row, 'start_at'),
    endAt: timeOrNull(row, 'end_at'),
    maxRuns: integerOrNull(row, 'max_runs'),
    maxStalenessSeconds: integerOrNull(row, 'max_staleness_seconds'),
    until: textOrNull(row, 'until_text'),
    dependsOn: Array.isArray(dependsOn) ? dependsOn.map(String) : [],
    note: textOrNull(row, 'note'),
    environmentId: textOrNull(row, 'environment_id'),
    branchId: textOrNull(row, 'branch_id'),
    ...lifeFromRow(row),
    definedIn: word(row, 'definition_source', definitionSources),
    sourceTriggerId: textOrNull(row, 'source_trigger_id'),
    sourcePath: textOrNull(row, 'source_path'),
    sourceHash: textOrNull(row, 'source_hash'),
    createdBy: textOrNull(row, 'created_by'),
    createdAt: time(row, 'created_at'),
    updatedAt: time(row, 'updated_at'),
    version: integer(row, 'version'),
  };
}

function lifeFromRow(row: Row) {
  return {
    status: word(row, 'status', scheduleStatuses),
    ended: wordOrNull(row, 'ended', scheduleEnds),
    endedReason: textOrNull(row, 'ended_reason'),
    completedAt: timeOrNull(row, 'completed_at'),
    pausedReason: textOrNull(row, 'paused_reason'),
    pausedAt: timeOrNull(row, 'paused_at'),
    pausedUntil: timeOrNull(row, 'paused_until'),
    archivedAt: integerOrNull(row, 'archived_at'),
    resumedAt: integerOrNull(row, 'resumed_at'),
    passed: passedFromRow(row),
    runCount: integer(row, 'run_count'),
    missedFires: integer(row, 'missed_count'),
    lastMissedAt: timeOrNull(row, 'last_missed_at'),
    failuresInRow: integer(row, 'failures_in_row'),
    lastFireAt: timeOrNull(row, 'last_scheduled_at'),
    lastSuccessAt: timeOrNull(row, 'last_successful_at'),
    lastFailure: failureFromRow(row),
    staleSince: timeOrNull(row, 'stale_since'),
    nextSlot: integerOrNull(row, 'next_slot'),
    reckonedAt: integer(row, 'reckoned_at'),
    anchoredAt: integer(row, 'anchored_at'),
    wakeAt: integerOrNull(row, 'wake_at'),
  };
}

function passedFromRow(row: Row): ScheduleRecord['passed'] {
  const from = integerOrNull(row, 'passed_from');
  const policy = wordOrNull(row, 'passed_policy', missedPolicies);
  return from === null || policy === null ? null : { from, policy };
}

function failureFromRow(row: Row): ScheduleFailure | null {
  const at = integerOrNull(row, 'last_failure_at');
  if (at === null) return null;
  return {
    at: isoTime(at),
    code: textOrNull(row, 'last_failure_code'),
    message: textOrNull(row, 'last_failure_message'),
    runId: textOrNull(row, 'last_failure_run_id'),
  };
}

/** Named parameters for every column but `seq`. */
export function scheduleColumns(record: ScheduleRecord) {
  return {
    id: record.id,
    name: record.name,
    target: record.target,
    kind: record.kind,
    when_text: record.when,
    timezone: record.timezone,
    config: JSON.stringify(record.config),
    timeout_seconds: record.timeoutSeconds,
    backoff_limit: record.backoffLimit,
    concurrency_policy: record.concurrencyPolicy,
    missed_policy: record.missedPolicy,
    missed_max_age_seconds: record.missedMaxAgeSeconds,
    jitter_seconds: record.jitterSeconds,
    start_at: epochOrNull(record.startAt),
    end_at: epochOrNull(record.endAt),
    max_runs: record.maxRuns,
    max_staleness_seconds: record.maxStalenessSeconds,
    until_text: record.until,
    depends_on: JSON.stringify(record.dependsOn),
    note: record.note,
    environment_id: record.environmentId,
    branch_id: record.branchId,
    ...lifeColumns(record),
    definition_source: record.definedIn,
    source_trigger_id: record.sourceTriggerId,
    source_path: record.sourcePath,
    source_hash: record.sourceHash,
    created_by: record.createdBy,
    created_at: epoch(record.createdAt),
    updated_at: epoch(record.updatedAt),
    version: record.version,
  };
}

function lifeColumns(record: ScheduleRecord) {
  const failure = record.lastFailure;
  return {
    status: record.status,
    ended: record.ended,
    ended_reason: record.endedReason,
    completed_at: epochOrNull(record.completedAt),
    paused_reason: record.pausedReason,
    paused_at: epochOrNull(record.pausedAt),
    paused_until: epochOrNull(record.pausedUntil),
    archived_at: record.archivedAt,
    resumed_at: record.resumedAt,
    passed_from: record.passed?.from ?? null,
    passed_policy: record.passed?.policy ?? null,
    run_count: record.runCount,
    missed_count: record.missedFires,
    last_missed_at: epochOrNull(record.lastMissedAt),
    failures_in_row: record.failuresInRow,
    last_scheduled_at: epochOrNull(record.lastFireAt),
    last_successful_at: epochOrNull(record.lastSuccessAt),
    last_failure_at: epochOrNull(failure?.at ?? null),
    last_failure_code: failure?.code ?? null,
    last_failure_message: failure?.message ?? null,
    last_failure_run_id: failure?.runId ?? null,
    stale_since: epochOrNull(record.staleSince),
    next_slot: record.nextSlot,
    reckoned_at: record.reckonedAt,
    anchored_at: record.anchoredAt,
    wake_at: record.wakeAt,
  };
}
