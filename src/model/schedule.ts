import type { JsonObject } from '../lib/json.ts';

/**
 * Kinds of time rules, and what `Schedule.when` holds: `scheduled` a five-field cron, `one-off` an instant (ISO 8601),
 * `recurring` the interval between fires (ISO 8601 duration, such as `PT15M`), `ongoing` the pause between the end of a
 * run and the next one (ISO 8601 duration).
 */
export const scheduleKinds = ['scheduled', 'one-off', 'recurring', 'ongoing'] as const;
export type ScheduleKind = (typeof scheduleKinds)[number];

export const concurrencyPolicies = ['Allow', 'Forbid', 'Replace'] as const;
export type ConcurrencyPolicy = (typeof concurrencyPolicies)[number];

/** What becomes of slots that nobody could fire in time: none, only the latest, or each of them gets a run. */
export const missedPolicies = ['skip', 'latest', 'all'] as const;
export type MissedPolicy = (typeof missedPolicies)[number];

/** Where a schedule is in its life (contract section 20.2). docs/schedules.md has how they map to statuses. */
export const schedulePhases = [
  'pending',
  'active',
  'in-progress',
  'completed',
  'failed',
  'blocked',
  'cancelled',
  'archived',
] as const;
export type SchedulePhase = (typeof schedulePhases)[number];

export const scheduleStatuses = ['active', 'paused', 'deleting'] as const;
export type ScheduleStatus = (typeof scheduleStatuses)[number];

/** The newest run of a schedule that did not end well. Members are null where the server does not tell them. */
export interface ScheduleFailure {
  /** ISO 8601. */
  readonly at: string;
  readonly code: string | null;
  readonly message: string | null;
  readonly runId: string | null;
}

/**
 * A stored rule that creates runs at certain times (contract sections 3.13 and 5.5). Times are ISO 8601 UTC.
 * Members that only one of the two generations tells are null where the other one answered.
 */
export interface Schedule {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly status: ScheduleStatus;
  /** `kind:id`. */
  readonly target: string;
  readonly kind: ScheduleKind;
  /** The time rule as it was written: never rewritten, not even its blanks. See `scheduleKinds`. */
  readonly when: string;
  /** IANA name. */
  readonly timezone: string;
  /** Ours, as the other members that say so: null where the server does not tell. */
  readonly phase: SchedulePhase | null;
  /** Ours: why it is failed, blocked or completed, as a person reads it. */
  readonly phaseReason: string | null;
  readonly config: JsonObject;
  readonly timeoutSeconds: number;
  readonly backoffLimit: number;
  /** What becomes of a fire while a run is under way: `Allow`, `Forbid` or `Replace`; other words are kept as they are. */
  readonly concurrencyPolicy: string | null;
  readonly environmentId: string | null;
  readonly branchId: string | null;
  readonly lastFireAt: string | null;
  readonly lastSuccessAt: string | null;
  /** When the server says it fires next; null where it does not tell: nothing here reckons it. */
  readonly nextFireAt: string | null;
  readonly lastFailure: ScheduleFailure | null;
  readonly pausedReason: string | null;
  readonly pausedAt: string | null;
  /** Ours: it resumes by itself then. */
  readonly pausedUntil: string | null;
  /** Ours. */
  readonly missedPolicy: MissedPolicy | null;
  /** Ours: slots that are older are never caught up. */
  readonly missedMaxAgeSeconds: number | null;
  /** Ours: each slot is fired by up to this many seconds later; always by the same for one schedule. */
  readonly jitterSeconds: number | null;
  /** Ours: no slot before, and none at or after. */
  readonly startAt: string | null;
  readonly endAt: string | null;
  /** Ours: of an ongoing one, the condition on a run's output that ends it (CEL), such as `output.left == 0`. */
  readonly until: string | null;
  /** Ours: ids of schedules that must have completed before this one fires. */
  readonly dependsOn: readonly string[];
  /** Ours: what people wrote about it. */
  readonly note: string | null;
  readonly maxRuns: number | null;
  readonly runCount: number | null;
  /** When a schedule with a number of runs had the last of them. */
  readonly completedAt: string | null;
  /** Fires that the server says were due and had no run; null where it does not tell. */
  readonly missedFires: number | null;
  /** Ours: the newest slot that passed while nobody was there to fire it, and that got no run. Pauses do not count. */
  readonly lastMissedAt: string | null;
  /** Seconds without a success after which it counts as stale. */
  readonly maxStalenessSeconds: number | null;
  /** Ours: since when it has had no success for longer than that. */
  readonly staleSince: string | null;
  /** Ours: when it becomes stale if it has no success until then; null when it cannot, or is stale already. */
  readonly staleAt: string | null;
  /** `source`: defined in a file of the project, and read-only here. */
  readonly definedIn: 'manual' | 'source';
  readonly sourcePath: string | null;
  /** The id in that file. */
  readonly sourceTriggerId: string | null;
  /** Of what that file said when it was read. */
  readonly sourceHash: string | null;
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Ours: grows with every change that people make, not with fires. */
  readonly version: number | null;
  /** Which generation of the API answered: what can be done with it depends on that. */
  readonly generation: 'schedules' | 'cron-jobs';
}

/**
 * Milliseconds left until a schedule counts as stale, negative after; null where nothing says when that is. Where the
 * server does not tell, it is reckoned from the last success.
 */
export function stalenessLeftMs(schedule: Schedule, now: number): number | null {
  if (schedule.staleAt !== null) return Date.parse(schedule.staleAt) - now;
  if (schedule.maxStalenessSeconds === null || schedule.status !== 'active') return null;
  const since = Date.parse(schedule.lastSuccessAt ?? schedule.createdAt);
  return Number.isNaN(since) ? null : since + schedule.maxStalenessSeconds * 1000 - now;
}

/** What is needed to create a schedule. Absent members take the documented defaults. */
export interface ScheduleDraft {
  /** A UUID by whoever creates it: creating it again, as after a lost answer, makes no second one. */
  readonly id?: string | undefined;
  readonly name: string;
  /** `kind:id`. */
  readonly target: string;
  /** Default `scheduled`. */
  readonly kind?: ScheduleKind | undefined;
  readonly when: string;
  /** Default `UTC`. */
  readonly timezone?: string | undefined;
  readonly config?: JsonObject | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly backoffLimit?: number | undefined;
  /** Default `Forbid`. */
  readonly concurrencyPolicy?: ConcurrencyPolicy | undefined;
  /** Default `skip`; `latest` for a one-off. */
  readonly missedPolicy?: MissedPolicy | undefined;
  readonly missedMaxAgeSeconds?: number | null | undefined;
  readonly jitterSeconds?: number | null | undefined;
  readonly startAt?: string | null | undefined;
  readonly endAt?: string | null | undefined;
  readonly maxRuns?: number | null | undefined;
  readonly maxStalenessSeconds?: number | null | undefined;
  readonly until?: string | null | undefined;
  readonly dependsOn?: readonly string[] | undefined;
  readonly note?: string | null | undefined;
  readonly status?: 'active' | 'paused' | undefined;
  readonly pausedReason?: string | null | undefined;
  readonly pausedUntil?: string | null | undefined;
  readonly environmentId?: string | undefined;
  readonly branchId?: string | undefined;
}

/** Members of a schedule that people, or a file of the project, decide, in the order in which changes are told. */
export const definedMembers = [
  'name',
  'target',
  'kind',
  'when',
  'timezone',
  'config',
  'timeoutSeconds',
  'backoffLimit',
  'concurrencyPolicy',
  'missedPolicy',
  'missedMaxAgeSeconds',
  'jitterSeconds',
  'startAt',
  'endAt',
  'maxRuns',
  'maxStalenessSeconds',
  'until',
  'dependsOn',
  'note',
] as const satisfies readonly (keyof Schedule & keyof ScheduleDraft)[];

/** What of a schedule is to change; `null` clears a member, an absent one stays. */
export type ScheduleChange = Partial<Omit<ScheduleDraft, 'id' | 'environmentId' | 'branchId'>>;

export const scheduleDefaults = {
  timezone: 'UTC',
  timeoutSeconds: 300,
  backoffLimit: 3,
  concurrencyPolicy: 'Forbid',
} as const;

export const scheduleBounds = {
  /** Seconds from one fire of a recurring schedule to the next, or of an ongoing one between runs. */
  intervalSeconds: { min: 1, max: 31_622_400 },
  jitterSeconds: { min: 0, max: 86_400 },
  /** Fires that one backfill creates. */
  backfill: { min: 1, max: 1000 },
} as const;
