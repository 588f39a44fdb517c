import type { ConcurrencyPolicy, MissedPolicy, Schedule } from '../../model/schedule.ts';

/** How a schedule came to its end; one that was put away keeps it. */
export const scheduleEnds = ['completed', 'failed', 'cancelled'] as const;
export type ScheduleEnd = (typeof scheduleEnds)[number];

/** Members that follow from others, and from what else there is. See `describeSchedule`. */
type Derived = 'phase' | 'staleAt' | 'phaseReason' | 'nextFireAt' | 'generation' | 'projectId';

/**
 * A schedule as the executor keeps it: the model's, and what only the executor needs. Members of the model are ISO
 * 8601, the others are epoch milliseconds.
 */
export interface ScheduleRecord extends Omit<Schedule, Derived> {
  readonly concurrencyPolicy: ConcurrencyPolicy;
  readonly missedPolicy: MissedPolicy;
  readonly runCount: number;
  readonly missedFires: number;
  readonly version: number;
  /** The next slot that nobody has decided yet, without jitter; null when there is none, or none is known yet. */
  readonly nextSlot: number | null;
  /** When the scheduler has to look at it; null: when somebody changes it. */
  readonly wakeAt: number | null;
  /** The clock by which `nextSlot` was reckoned: one that lies ahead tells that the clock was set back since. */
  readonly reckonedAt: number;
  /** From when a recurring rule without a start counts: when it was created, or its rule was changed last. */
  readonly anchoredAt: number;
  /** When its last pause ended, or it was begun again; null for neither. It becomes stale by what happened since. */
  readonly resumedAt: number | null;
  /**
   * The pause whose slots nobody has decided yet: since when it was paused, and what is to become of the slots up to
   * `resumedAt`. Null once they are decided.
   */
  readonly passed: { readonly from: number; readonly policy: MissedPolicy } | null;
  /** Runs that did not complete since the last one that did. */
  readonly failuresInRow: number;
  readonly ended: ScheduleEnd | null;
  readonly endedReason: string | null;
  /** Since when it is put away. */
  readonly archivedAt: number | null;
}

/** True while the scheduler fires it. */
export function isFiring(record: Pick<ScheduleRecord, 'status' | 'ended'>): boolean {
  return record.status === 'active' && record.ended === null;
}
