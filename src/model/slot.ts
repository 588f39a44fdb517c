/** What became of a slot: a run, no run by a rule, or no run because nobody was there in time. */
export const slotOutcomes = ['fired', 'skipped', 'missed'] as const;
export type SlotOutcome = (typeof slotOutcomes)[number];

/**
 * Why a slot has a run, or none.
 * Fired: `time` on time, `catch-up` late by the policy for missed slots, `backfill` asked for by somebody.
 * Skipped: `overlap` a run was under way (Forbid), `replaced` a later slot took its place (Replace), `blocked` a
 * schedule it depends on has not completed, `target` the target cannot be executed, `queue-full`, `limit` the number
 * of runs was reached.
 * Missed: `late` nobody was there in time (policy skip), `superseded` a later missed slot was run instead (policy
 * latest), `too-old` beyond the maximum age, `paused` the schedule was paused.
 */
export const slotCauses = [
  'time',
  'catch-up',
  'backfill',
  'overlap',
  'replaced',
  'blocked',
  'target',
  'queue-full',
  'limit',
  'late',
  'superseded',
  'too-old',
  'paused',
] as const;
export type SlotCause = (typeof slotCauses)[number];

/** One instant at which a schedule was due, and what became of it. There is one per schedule and instant. */
export interface Slot {
  readonly scheduleId: string;
  /** ISO 8601, without the jitter. */
  readonly at: string;
  readonly outcome: SlotOutcome;
  readonly cause: SlotCause;
  /** The cause as a person reads it, such as `run …f3a1 was still under way`. */
  readonly reasonText: string | null;
  readonly runId: string | null;
  /** ISO 8601. */
  readonly decidedAt: string;
}
