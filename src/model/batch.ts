import type { JsonValue } from '../lib/json.ts';
import type { StatusCounts } from './run-status.ts';

/** A set of runs created under one id and counted together. */
export interface Batch {
  readonly id: string;
  readonly projectId: string;
  /** Null when its runs have different targets. */
  readonly target: string | null;
  readonly runCount: number;
  readonly counts: StatusCounts;
  /** Ours: failed runs that a later run of the batch repeats; null where the server does not tell. */
  readonly retriedCount: number | null;
  /** Ours: how many of its runs ended within the last minute. */
  readonly endedLastMinute: number | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly result: JsonValue;
}
