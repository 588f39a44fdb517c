import type { RunReason } from './run-status.ts';

/** One try of a run by one worker. Times are ISO 8601 UTC. */
export interface Attempt {
  readonly runId: string;
  /** Counts from 1. */
  readonly number: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly reason: RunReason | null;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly errorMessage: string | null;
}
