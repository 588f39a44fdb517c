import type { JsonObject } from '../lib/json.ts';

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
  /** Five fields, as they were written. */
  readonly cron: string;
  /** IANA name. */
  readonly timezone: string;
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
  readonly maxRuns: number | null;
  readonly runCount: number | null;
  /** When a schedule with a number of runs had the last of them. */
  readonly completedAt: string | null;
  /** Fires that the server says were due and had no run; null where it does not tell. */
  readonly missedFires: number | null;
  /** Seconds without a success after which it counts as stale. */
  readonly maxStalenessSeconds: number | null;
  /** `source`: defined in a file of the project, and read-only here. */
  readonly definedIn: 'manual' | 'source';
  readonly sourcePath: string | null;
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Which generation of the API answered: what can be done with it depends on that. */
  readonly generation: 'schedules' | 'cron-jobs';
}

/** Milliseconds left until a schedule counts as stale, negative after; null where nothing says when that is. */
export function stalenessLeftMs(schedule: Schedule, now: number): number | null {
  if (schedule.maxStalenessSeconds === null || schedule.status !== 'active') return null;
  const since = Date.parse(schedule.lastSuccessAt ?? schedule.createdAt);
  return Number.isNaN(since) ? null : since + schedule.maxStalenessSeconds * 1000 - now;
}
