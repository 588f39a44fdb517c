import type { JsonObject, JsonValue } from '../lib/json.ts';
import type { RunReason, RunStatus } from './run-status.ts';

export const runKinds = ['agent', 'workflow', 'task', 'eval'] as const;
export type RunKind = (typeof runKinds)[number];

export const triggerKinds = ['manual', 'schedule', 'webhook', 'api'] as const;
export type TriggerKind = (typeof triggerKinds)[number];

export const runtimeTargetKinds = ['main_branch', 'environment', 'preview_branch'] as const;
export type RuntimeTargetKind = (typeof runtimeTargetKinds)[number];

/** What went wrong, in words a user can act on. */
export interface RunError {
  readonly message: string;
  readonly code?: string;
  readonly detail?: JsonValue;
}

/** What becomes of a run when one of those it depends on does not complete: it fails, or runs all the same. */
export const dependencyPolicies = ['fail', 'run'] as const;
export type DependencyPolicy = (typeof dependencyPolicies)[number];

/** How far a run says it is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly note: string | null;
}

/** Members that a run's creator or its target fill with whatever they like, up to a mebibyte. */
export const bulkyMembers = ['config', 'input', 'output'] as const;
export type BulkyMember = (typeof bulkyMembers)[number];

/** Bytes of JSON that each of those may have in lists and in the stream of changes. */
export const maxListedBytes = 16_384;

/**
 * One durable record of executing a target once. Times are ISO 8601 UTC.
 * Members marked "ours" are null where the server does not tell them.
 */
export interface Run {
  readonly id: string;
  readonly projectId: string;
  readonly kind: RunKind;
  /** `kind:id`, such as `task:reports/weekly`. */
  readonly target: string;
  /** Ours: the name given at creation. */
  readonly name: string | null;
  readonly status: RunStatus;
  /** Ours. */
  readonly reason: RunReason | null;
  /** Ours: the reason as a person reads it, such as `timeout after 300 s`; null where there is nothing to say. */
  readonly reasonText: string | null;
  readonly waitingReason: string | null;
  /** Ours: ids of the runs that must end before this one starts. */
  readonly dependsOn: readonly string[];
  /** Ours: those of them that have not ended yet. */
  readonly waitingFor: readonly string[];
  /** Ours. */
  readonly onDependencyFailure: DependencyPolicy;
  readonly config: JsonObject;
  readonly input: JsonValue;
  readonly output: JsonValue;
  readonly error: RunError | null;
  readonly batchId: string | null;
  readonly scheduleId: string | null;
  /** Ours: the slot of its schedule that it is for, ISO 8601; null when it was triggered by hand. */
  readonly slot: string | null;
  readonly parentRunId: string | null;
  readonly rootRunId: string;
  /** Ours: the run that this one repeats. */
  readonly retryOf: string | null;
  readonly startMode: string | null;
  readonly triggerKind: TriggerKind | null;
  readonly triggerId: string | null;
  readonly runtimeTargetKind: RuntimeTargetKind | null;
  readonly environmentId: string | null;
  readonly branchId: string | null;
  readonly timeoutSeconds: number | null;
  readonly backoffLimit: number | null;
  /** Ours: number of the newest attempt, 0 before the first. */
  readonly attempt: number | null;
  /** Ours: the run is not claimed before this time. */
  readonly notBefore: string | null;
  /** Ours: a cancel was asked for and the attempt is being ended. */
  readonly cancelRequestedAt: string | null;
  /** Ours. */
  readonly progress: Progress | null;
  readonly exitCode: number | null;
  readonly durationMs: number | null;
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  /** Ours: grows with every change of the record. */
  readonly version: number | null;
  /** Ours: members that were too large for a list and are empty here; reading the run alone brings them. */
  readonly omitted?: readonly BulkyMember[] | undefined;
}

/** What is needed to create a run. Absent members take the documented defaults. */
export interface CreateRun {
  readonly target: string;
  readonly name?: string | undefined;
  readonly config?: JsonObject | undefined;
  readonly input?: JsonValue | undefined;
  readonly batchId?: string | undefined;
  readonly parentRunId?: string | undefined;
  readonly retryOf?: string | undefined;
  /** Idempotency key: a second creation with the same key answers the first run. */
  readonly publicId?: string | undefined;
  /** Ids of runs that must end before this one starts. */
  readonly dependsOn?: readonly string[] | undefined;
  /** Default `fail`. */
  readonly onDependencyFailure?: DependencyPolicy | undefined;
  readonly startMode?: string | undefined;
  readonly triggerKind?: TriggerKind | undefined;
  readonly runtimeTargetKind?: RuntimeTargetKind | undefined;
  readonly environmentId?: string | undefined;
  readonly branchId?: string | undefined;
  /** Seconds, 1…86,400. */
  readonly timeoutSeconds?: number | undefined;
  /** Retries after the first attempt, 0…100. */
  readonly backoffLimit?: number | undefined;
}

/** Which runs to list. Absent members do not filter. */
export interface RunFilter {
  readonly statuses?: readonly RunStatus[] | undefined;
  readonly target?: string | undefined;
  readonly kind?: RunKind | undefined;
  readonly batchId?: string | undefined;
  readonly scheduleId?: string | undefined;
  readonly environmentId?: string | undefined;
  /** ISO 8601: created at or after. */
  readonly since?: string | undefined;
  /** Found in the id, the name, the target or the error message, any case. */
  readonly text?: string | undefined;
}

export const runDefaults = { timeoutSeconds: 300, backoffLimit: 3 } as const;
export const runBounds = {
  timeoutSeconds: { min: 1, max: 86_400 },
  backoffLimit: { min: 0, max: 100 },
  /** How many runs one run may depend on. */
  dependsOn: { min: 0, max: 1000 },
} as const;
