import type { Clock } from '../../lib/clock.ts';
import type { LadderTimes } from './end-ladder.ts';
import type { LogTail } from './log-tail.ts';
import type { MemoryWatch } from './memory-watch.ts';
import type { RunLogs } from './run-logs.ts';
import type { SharedChildren } from './shared-children.ts';
import type { SpareChildren } from './spare-children.ts';

/** What every attempt of a pool shares. */
export interface AttemptTools {
  readonly logs: RunLogs;
  readonly spares: SpareChildren;
  readonly shared: SharedChildren;
  readonly tail: LogTail;
  readonly memory: MemoryWatch;
  readonly clock: Clock;
  readonly times: LadderTimes;
  /** A sentence when the environment of tasks is malformed. */
  readonly environmentFault: string | null;
}
