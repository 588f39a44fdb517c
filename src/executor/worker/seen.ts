import type { AttemptLog } from './attempt-log.ts';
import type { WatchedMemory } from './memory-watch.ts';
import type { AttemptFacts, ProcessId } from './worker-pool.ts';

/** What becomes known of an attempt while it is under way. */
export interface Seen {
  /** Null before it has a process and after that has ended. */
  process: ProcessId | null;
  /** Null until it has a part in the run's log. */
  log: Pick<AttemptLog, 'totalBytes'> | null;
  /** Bytes of the run's log before that part. */
  logFrom: number;
  memory: Pick<WatchedMemory, 'peakBytes'> | null;
}

export function nothingSeen(): Seen {
  return { process: null, log: null, logFrom: 0, memory: null };
}

export function factsOf({ log, logFrom, memory }: Seen): AttemptFacts {
  return {
    log: log === null ? null : { from: logFrom, to: log.totalBytes },
    peakMemoryBytes: memory?.peakBytes() ?? null,
  };
}
