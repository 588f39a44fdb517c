import { eventToJobEntry } from '../api/event.ts';
import type { ProjectEventPage } from '../executor/executor.ts';
import type { RunEvent } from '../model/event.ts';

/**
 * Events as the log-store entries of contract sections 3.4 and 7.4.
 * @param started when the question arrived, by `performance.now()`
 * @param more further metadata of an event
 */
export function eventsToLog(
  { events, scanned, nextId }: ProjectEventPage,
  started: number,
  more: (event: RunEvent) => Record<string, string> = () => ({}),
) {
  const entries = events.map((event) => {
    const entry = eventToJobEntry(event);
    return { ...entry, metadata: { ...entry.metadata, ...more(event) } };
  });
  return {
    entries,
    next_cursor: nextId === null ? null : String(nextId),
    stats: {
      bytes_processed: entries.reduce((sum, entry) => sum + Buffer.byteLength(entry.message), 0),
      lines_processed: scanned,
      query_time_ms: Math.round(performance.now() - started),
    },
  };
}
