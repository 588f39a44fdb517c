import type { Executor } from '../../executor/executor.ts';
import type { Clock } from '../../lib/clock.ts';
import { UserError } from '../../model/errors.ts';
import { eventsToLog } from '../events-to-log.ts';
import type { HandlersOf } from '../handler.ts';

const defaultEntries = 100;
const defaultSpanMs = 3_600_000;

/** The events of all runs, in the older generation's form of a log. */
export function logHandlers(executor: Executor, clock: Clock): HandlersOf<'logs'> {
  return {
    'logs.list'({ query }) {
      const started = performance.now();
      const to = query.end === undefined ? clock.now() : Date.parse(query.end);
      const from = query.start === undefined ? to - defaultSpanMs : Date.parse(query.start);
      if (from > to) throw new UserError('invalid', 'start must not be after end');
      const forward = query.direction === 'forward';
      const page = executor.listProjectEvents({
        ...(forward ? { afterId: query.cursor } : { beforeId: query.cursor }),
        from,
        to,
        level: query.level,
        text: query.search,
        limit: query.limit ?? defaultEntries,
        order: forward ? 'oldest-first' : 'newest-first',
      });
      return eventsToLog(page, started, (event) => ({ run_id: event.runId }));
    },
  };
}
