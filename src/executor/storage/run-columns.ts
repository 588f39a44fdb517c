import { isoTime } from '../../lib/clock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json.ts';
import {
  dependencyPolicies,
  type Progress,
  type Run,
  type RunError,
  runKinds,
  runtimeTargetKinds,
  triggerKinds,
} from '../../model/run.ts';
import { runReasons, runStatuses } from '../../model/run-status.ts';
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

/** The model's record of a row of `runs`. */
export function runFromRow(row: Row, projectId: string): Run {
  const notBefore = integer(row, 'not_before');
  return {
    id: text(row, 'id'),
    projectId,
    kind: word(row, 'kind', runKinds),
    target: text(row, 'target'),
    name: textOrNull(row, 'name'),
    status: word(row, 'status', runStatuses),
    reason: wordOrNull(row, 'reason', runReasons),
    reasonText: textOrNull(row, 'reason_text'),
    waitingReason: textOrNull(row, 'waiting_reason'),
    dependsOn: texts(json(row, 'depends_on')),
    waitingFor: texts(json(row, 'waiting_for')),
    onDependencyFailure: word(row, 'on_dependency_failure', dependencyPolicies),
    config: objectOf(json(row, 'config')),
    input: json(row, 'input'),
    output: json(row, 'output'),
    error: errorOf(json(row, 'error')),
    batchId: textOrNull(row, 'batch_id'),
    scheduleId: textOrNull(row, 'schedule_id'),
    slot: timeOrNull(row, 'slot'),
    parentRunId: textOrNull(row, 'parent_run_id'),
    rootRunId: text(row, 'root_run_id'),
    retryOf: textOrNull(row, 'retry_of'),
    startMode: textOrNull(row, 'start_mode'),
    triggerKind: wordOrNull(row, 'trigger_kind', triggerKinds),
    triggerId: textOrNull(row, 'trigger_id'),
    runtimeTargetKind: wordOrNull(row, 'runtime_target_kind', runtimeTargetKinds),
    environmentId: textOrNull(row, 'environment_id'),
    branchId: textOrNull(row, 'branch_id'),
    timeoutSeconds: integer(row, 'timeout_seconds'),
    backoffLimit: integer(row, 'backoff_limit'),
    attempt: integer(row, 'attempt'),
    notBefore: notBefore === 0 ? null : isoTime(notBefore),
    cancelRequestedAt: timeOrNull(row, 'cancel_requested_at'),
    progress: progressOf(json(row, 'progress')),
    exitCode: integerOrNull(row, 'exit_code'),
    durationMs: integerOrNull(row, 'duration_ms'),
    createdBy: textOrNull(row, 'created_by'),
    createdAt: time(row, 'created_at'),
    updatedAt: time(row, 'updated_at'),
    startedAt: timeOrNull(row, 'started_at'),
    completedAt: timeOrNull(row, 'completed_at'),
    version: integer(row, 'version'),
  };
}

/** Named parameters for what never changes after creation. */
export function fixedColumns(run: Run) {
  return {
    id: run.id,
    kind: run.kind,
    target: run.target,
    name: run.name,
    config: JSON.stringify(run.config),
    input: JSON.stringify(run.input),
    batch_id: run.batchId,
    schedule_id: run.scheduleId,
    slot: epochOrNull(run.slot),
    parent_run_id: run.parentRunId,
    root_run_id: run.rootRunId,
    retry_of: run.retryOf,
    start_mode: run.startMode,
    trigger_kind: run.triggerKind,
    trigger_id: run.triggerId,
    runtime_target_kind: run.runtimeTargetKind,
    environment_id: run.environmentId,
    branch_id: run.branchId,
    timeout_seconds: run.timeoutSeconds,
    backoff_limit: run.backoffLimit,
    depends_on: JSON.stringify(run.dependsOn),
    on_dependency_failure: run.onDependencyFailure,
    created_by: run.createdBy,
    created_at: epoch(run.createdAt),
  };
}

/** Named parameters for what changes while a run is on its way. */
export function movingColumns(run: Run) {
  return {
    status: run.status,
    reason: run.reason,
    reason_text: run.reasonText,
    waiting_reason: run.waitingReason,
    waiting_for: JSON.stringify(run.waitingFor),
    output: JSON.stringify(run.output),
    error: JSON.stringify(run.error),
    attempt: run.attempt,
    not_before: epochOrNull(run.notBefore) ?? 0,
    cancel_requested_at: epochOrNull(run.cancelRequestedAt),
    progress: JSON.stringify(run.progress),
    exit_code: run.exitCode,
    duration_ms: run.durationMs,
    updated_at: epoch(run.updatedAt),
    started_at: epochOrNull(run.startedAt),
    completed_at: epochOrNull(run.completedAt),
    version: run.version,
    search: [run.id, run.name, run.target, run.error?.message].join('\n').toLowerCase(),
  };
}

function texts(value: JsonValue): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function objectOf(value: JsonValue): JsonObject {
  return isJsonObject(value) ? value : {};
}

function errorOf(value: JsonValue): RunError | null {
  if (!isJsonObject(value)) return null;
  const { message, code, detail } = value;
  return {
    message: String(message),
    ...(typeof code === 'string' ? { code } : {}),
    ...(detail === undefined ? {} : { detail }),
  };
}

function progressOf(value: JsonValue): Progress | null {
  if (!isJsonObject(value)) return null;
  const { done, total, note } = value;
  return { done: Number(done), total: Number(total), note: typeof note === 'string' ? note : null };
}
