import type { Client } from './client.ts';
import type { RunCallsBase } from './run-calls.ts';

/** Reads the events of all runs of the project, in pages. */
export function createProjectLog({ project, call }: Pick<RunCallsBase, 'project' | 'call'>): Client['log'] {
  return async ({ from, to, order, text, ...query }) => {
    const { entries, next_cursor: nextCursor } = await call('logs.list', {
      params: { project },
      query: {
        ...query,
        start: from,
        end: to,
        search: text,
        direction: order === 'oldest-first' ? 'forward' : 'backward',
      },
    });
    const items = entries.map(({ timestamp, level, message, metadata = {} }) => ({
      at: timestamp,
      level,
      message,
      runId: metadata['run_id'] ?? null,
      type: metadata['event_type'] ?? null,
    }));
    return { items, nextCursor };
  };
}
