import type { Clock } from '../../lib/clock.ts';
import type { ExecutorSettings } from '../settings/executor-settings.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { TargetCatalog } from '../targets/target-catalog.ts';
import type { RunLogs } from '../worker/run-logs.ts';
import type { WorkerPool } from '../worker/worker-pool.ts';
import type { Ledger } from './ledger.ts';
import type { TargetLimits } from './target-limits.ts';

/** What the queue works with. */
export interface QueueParts {
  /** Of this opening of the executor: the owner of its leases. */
  readonly executorId: string;
  readonly storage: Storage;
  readonly ledger: Ledger;
  readonly pool: WorkerPool;
  readonly logs: RunLogs;
  readonly targets: TargetCatalog;
  readonly targetLimits: TargetLimits;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Absolute. */
  readonly projectDir: string;
  readonly settings: ExecutorSettings;
}
