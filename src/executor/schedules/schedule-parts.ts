import type { SourceFault } from '../../model/source-fault.ts';
import type { ConfigChecker } from '../check-config.ts';
import type { CreationLimits } from '../creation-limits.ts';
import type { QueueParts } from '../queue/queue-parts.ts';

/** What schedules are kept with. */
export interface ScheduleParts
  extends Pick<QueueParts, 'storage' | 'ledger' | 'targets' | 'targetLimits' | 'clock'> {
  readonly configs: ConfigChecker;
  readonly limits: CreationLimits;
  /** Tells the queue that there may be something to claim. */
  readonly wakeQueue: () => void;
  /** What keeps files of `schedules/` from being schedules; absent where nobody reads them. */
  readonly sourceFaults?: (() => readonly SourceFault[]) | undefined;
}
