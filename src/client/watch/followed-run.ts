import type { RunEvent } from '../../model/event.ts';
import type { WatchBase } from './watch-base.ts';

/** What is new about a followed run since it was last asked for. */
export interface RunNews {
  readonly events: readonly RunEvent[];
  /** Null when the log has not grown. */
  readonly totalBytes: number | null;
}

export interface FollowedRun {
  readonly id: string;
  read(): Promise<RunNews>;
}

const eventsPerRead = 500;
const leastLogBytes = 1024;

/** Reads a run's events from its first one on, a page per read, and how long its log is. */
export function followedRun({ runs }: Pick<WatchBase, 'runs'>, id: string): FollowedRun {
  let lastEventId = 0;
  let knownBytes = 0;
  return {
    id,
    async read() {
      const events = await runs.events(id, lastEventId, eventsPerRead);
      lastEventId = events.at(-1)?.id ?? lastEventId;
      const { totalBytes } = await runs.log(id, knownBytes, leastLogBytes);
      const grown = totalBytes > knownBytes;
      knownBytes = totalBytes;
      return { events, totalBytes: grown ? totalBytes : null };
    },
  };
}
