import type { RunReason } from './run-status.ts';

/** One try of a run by one worker. Times are ISO 8601 UTC. */
export interface Attempt {
  readonly runId: string;
  /** Counts from 1. */
  readonly number: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly reason: RunReason | null;
  /** The reason as a person reads it, such as `killed by SIGKILL`. */
  readonly reasonText: string | null;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly errorMessage: string | null;
  /** Where its part of the run's log starts and ends, in bytes; null while it is not known. */
  readonly logFrom: number | null;
  readonly logTo: number | null;
  /** Largest resident memory seen of its process group; null when it ended before anybody looked. */
  readonly peakMemoryBytes: number | null;
}
