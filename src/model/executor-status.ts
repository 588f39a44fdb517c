/** Ours: what an executor is doing now. Times are ISO 8601 UTC by its own clock. */
export interface ExecutorStatus {
  readonly now: string;
  /** Attempts that may be under way at the same time; 0: runs are accepted and wait. */
  readonly places: number;
  /** Attempts under way. */
  readonly running: number;
  /** Runs that are pending, due or not. */
  readonly pending: number;
  /** Targets with a limit of their own or with attempts under way. */
  readonly targets: readonly TargetLoad[];
  readonly attempts: readonly AttemptLease[];
}

/** How much of a target is under way. */
export interface TargetLoad {
  readonly target: string;
  readonly running: number;
  /** Most attempts of it at the same time; null for no limit of its own. */
  readonly limit: number | null;
}

/** An open attempt and how long its worker has the right to it. */
export interface AttemptLease {
  readonly runId: string;
  readonly number: number;
  /** The start of time (1970) where it is not known, as of an attempt that an older version began. */
  readonly leaseUntil: string;
}
