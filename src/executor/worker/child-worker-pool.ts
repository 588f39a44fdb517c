import type { Clock } from '../../lib/clock.ts';
import type { RunLogs } from './run-logs.ts';
import type { WorkerPool } from './worker-pool.ts';

export interface WorkerPoolOptions {
  readonly logs: RunLogs;
  /** Absolute; the working directory of every child. */
  readonly projectDir: string;
  /** Absolute; compiled and transformed sources are kept here, it may be deleted at any time. */
  readonly cacheDir: string;
  /** Variables that tasks inherit, before the reserved ones are removed. Default: `process.env`. */
  readonly hostEnv?: NodeJS.ProcessEnv | undefined;
  /** Children that are booted ahead. Default 1. */
  readonly spares?: number | undefined;
  /** Milliseconds from the abort signal to SIGTERM. Default 5,000. */
  readonly graceMs?: number | undefined;
  /** Milliseconds from SIGTERM to SIGKILL. Default 2,000. */
  readonly killGraceMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** Children that execute attempts: one process each, in its own process group, booted ahead. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  throw new Error(`not written yet: ${options.projectDir}`);
}
