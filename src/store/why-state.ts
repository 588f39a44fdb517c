import type { ExecutorStatus } from '../model/executor-status.ts';
import type { Run } from '../model/run.ts';
import type { Schedule } from '../model/schedule.ts';
import type { Slot } from '../model/slot.ts';
import type { FailureHistory } from '../model/why/input.ts';

/** What was read to say why a run is where it is. */
export interface WhyState {
  /** The run it was read for; null before the first. */
  readonly runId: string | null;
  /** Null where the server does not tell. */
  readonly executor: ExecutorStatus | null;
  readonly schedule: Schedule | null;
  /** The newest of the schedule. */
  readonly slots: readonly Slot[];
  /** Runs that the run waits for, and its parent. */
  readonly others: ReadonlyMap<string, Run>;
  readonly failures: FailureHistory | null;
  /** Grows with each look: what an earlier one brings is dropped. */
  readonly looks: number;
}

export const nothingWhy: WhyState = {
  runId: null,
  executor: null,
  schedule: null,
  slots: [],
  others: new Map(),
  failures: null,
  looks: 0,
};
