import type { AttemptLog } from './attempt-log.ts';
import type { WatchedMemory } from './memory-watch.ts';
import type { AttemptFacts, ProcessId } from './worker-pool.ts';

/** What becomes known of an attempt while it is under way. */
export interface Seen {
  /** Null before it has a process and after that has ended. */
  process: ProcessId | null;
  /** Null until it has a part in the run's log. */
  log: Pick<AttemptLog, 'from' | 'totalBytes'> | null;
  memory: Pick<WatchedMemory, 'peakBytes'> | null;
}

export function nothingSeen(): Seen {
  return { process: null, log: null, memory: null };
}

export function factsOf({ log, memory }: Seen): AttemptFacts {
  return {
    log: log === null ? null : { from: log.from, to: log.totalBytes },
    peakMemoryBytes: memory?.peakBytes() ?? null,
  };
}
