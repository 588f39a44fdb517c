import type { Attempt } from '../attempt.ts';
import type { Baseline } from '../baseline.ts';
import type { RunEvent } from '../event.ts';
import type { ExecutorStatus } from '../executor-status.ts';
import type { Run } from '../run.ts';
import type { Schedule } from '../schedule.ts';
import type { Slot } from '../slot.ts';
import type { Target } from '../target.ts';

/** How the answers come that the rules look at. */
export interface WhyLink {
  readonly kind: 'connecting' | 'live' | 'polling' | 'offline' | 'refused';
  /** Why it is not live; null when it is. */
  readonly reason: string | null;
  /** Epoch ms of the newest word from the server; null where that is not kept. */
  readonly dataAt: number | null;
}

/** How often an error of the same fingerprint was seen. */
export interface FailureHistory {
  readonly fingerprint: string;
  /** Runs with it, this one included, of those that were looked at. */
  readonly runs: number;
  /** How many runs were looked at. */
  readonly of: number;
  /** ISO 8601, of the oldest and the newest of them. */
  readonly firstAt: string;
  readonly lastAt: string;
}

/**
 * What is known of a run and around it. Whatever is not known is null or empty: a rule that needs it is silent,
 * and never takes its place by a guess.
 */
export interface WhyInput {
  readonly run: Run;
  /** Epoch ms. */
  readonly now: number;
  readonly link: WhyLink;
  /** Oldest first, those that were read. */
  readonly events: readonly RunEvent[];
  /** Oldest first; null while they are not known. */
  readonly attempts: readonly Attempt[] | null;
  /** Epoch ms of the newest log line; null while it is not known. */
  readonly lastLineAt: number | null;
  readonly baseline: Baseline | null;
  readonly target: Target | null;
  readonly executor: ExecutorStatus | null;
  readonly schedule: Schedule | null;
  /** The newest slots of the schedule, newest first; empty where the server tells of none. */
  readonly slots: readonly Slot[];
  /** Other runs that are known: those it waits for, its parent. */
  readonly others: ReadonlyMap<string, Run>;
  readonly failures: FailureHistory | null;
}
