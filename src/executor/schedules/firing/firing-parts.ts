import type { QueueParts } from '../../queue/queue-parts.ts';
import type { RunQueue } from '../../queue/run-queue.ts';

/** What the scheduler works with. */
export type FiringParts = Pick<
  QueueParts,
  'storage' | 'ledger' | 'targets' | 'targetLimits' | 'clock' | 'settings'
> & {
  readonly queue: Pick<RunQueue, 'wake' | 'cancel'>;
};
