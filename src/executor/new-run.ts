import { isoTime } from '../lib/clock.ts';
import { isUuid, newId } from '../lib/id.ts';
import { UserError } from '../model/errors.ts';
import {
  type CreateRun,
  type Run,
  type RunKind,
  type RuntimeTargetKind,
  runBounds,
  runDefaults,
} from '../model/run.ts';

/**
 * Checks the members of a creation that need nothing but themselves.
 * @throws UserError `invalid` that names the member and its range
 */
export function checkNewRun(input: CreateRun): void {
  checkRange('timeout_seconds', input.timeoutSeconds, runBounds.timeoutSeconds);
  checkRange('backoff_limit', input.backoffLimit, runBounds.backoffLimit);
  checkLength('name', input.name, 255);
  checkLength('public_id', input.publicId, 128);
  checkLength('parent_run_id', input.parentRunId, 128);
  if (input.batchId !== undefined && !isUuid(input.batchId)) {
    throw new UserError('invalid', `batch_id: ${JSON.stringify(input.batchId.slice(0, 60))} is not a UUID`, {
      fix: 'Give every run of a batch the same UUID.',
    });
  }
}

/** What surrounds a new run. */
export interface NewRunPlace {
  readonly projectId: string;
  readonly kind: RunKind;
  /** The canonical name of the target. */
  readonly target: string;
  /** The run it was started from; null when there is none here. */
  readonly parent: Run | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The record of a run that has just been accepted, with the documented defaults. */
export function newRun(input: CreateRun, { projectId, kind, target, parent, now }: NewRunPlace): Run {
  const id = newId();
  const createdAt = isoTime(now);
  return {
    id,
    projectId,
    kind,
    target,
    name: input.name ?? null,
    status: 'pending',
    reason: null,
    reasonText: null,
    waitingReason: null,
    ...dependencyMembers(input),
    config: input.config ?? {},
    input: input.input ?? null,
    output: null,
    error: null,
    batchId: input.batchId?.toLowerCase() ?? null,
    scheduleId: null,
    slot: null,
    parentRunId: parent?.id ?? input.parentRunId ?? null,
    rootRunId: parent?.rootRunId ?? input.parentRunId ?? id,
    retryOf: input.retryOf ?? null,
    startMode: input.startMode ?? null,
    triggerKind: input.triggerKind ?? 'manual',
    triggerId: null,
    runtimeTargetKind: input.runtimeTargetKind ?? runtimeTargetKindOf(input),
    environmentId: input.environmentId ?? null,
    branchId: input.branchId ?? null,
    timeoutSeconds: input.timeoutSeconds ?? runDefaults.timeoutSeconds,
    backoffLimit: input.backoffLimit ?? runDefaults.backoffLimit,
    attempt: 0,
    notBefore: null,
    cancelRequestedAt: null,
    progress: null,
    exitCode: null,
    durationMs: null,
    createdBy: null,
    createdAt,
    updatedAt: createdAt,
    startedAt: null,
    completedAt: null,
    version: 1,
  };
}

function dependencyMembers({ dependsOn = [], onDependencyFailure = 'fail' }: CreateRun) {
  return { dependsOn, waitingFor: [], onDependencyFailure };
}

/** Main branch when neither environment nor branch is named (contract section 10). */
function runtimeTargetKindOf({ environmentId, branchId }: CreateRun): RuntimeTargetKind {
  if (environmentId !== undefined) return 'environment';
  return branchId === undefined ? 'main_branch' : 'preview_branch';
}

function checkRange(name: string, value: number | undefined, { min, max }: { min: number; max: number }) {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return;
  throw new UserError('invalid', `${name}: ${value} is not a whole number from ${min} to ${max}`);
}

function checkLength(name: string, value: string | undefined, max: number): void {
  if (value === undefined || (value.length > 0 && value.length <= max)) return;
  throw new UserError('invalid', `${name}: must have 1 to ${max} characters`);
}
