import { createRunFromJob, jobFilterFromQuery, jobListItemToWire, jobToWire } from '../../api/job.ts';
import { listToWire } from '../../api/page.ts';
import type { Executor } from '../../executor/executor.ts';
import { eventsToLog } from '../events-to-log.ts';
import type { HandlersOf } from '../handler.ts';
import { readLogText } from '../log-text.ts';

const defaultEntries = 100;

/** The older generation over the same runs: a job is a run of any kind. */
export function jobHandlers(executor: Executor): HandlersOf<'jobs'> {
  return {
    async 'jobs.create'({ body }) {
      const { run } = await executor.createRun(createRunFromJob(body));
      return jobToWire(run);
    },
    'jobs.list': ({ query }) =>
      listToWire(executor.listRuns(jobFilterFromQuery(query), query), jobListItemToWire),
    'jobs.get': ({ params }) => jobToWire(executor.getRun(params.job)),
    'jobs.events'({ params, query }) {
      const started = performance.now();
      const limit = query.limit ?? defaultEntries;
      const forward = query.direction === 'forward';
      const found = executor.listEvents(params.job, {
        ...(forward ? { afterId: query.cursor } : { beforeId: query.cursor }),
        // One more than asked for tells whether there is a next page.
        limit: limit + 1,
        order: forward ? 'oldest-first' : 'newest-first',
      });
      const events = found.slice(0, limit);
      const nextId = found.length > limit ? (events.at(-1)?.id ?? null) : null;
      return eventsToLog({ events, scanned: events.length, nextId }, started);
    },
    'jobs.logs': async ({ params }) => ({ logs: await readLogText(executor, params.job) }),
    async 'jobs.cancel'({ params, caller }) {
      const { run } = await executor.cancelRun(params.job, caller.actor);
      return jobToWire(run);
    },
    'jobs.retry': async ({ params }) => jobToWire(await executor.retryRun(params.job)),
  };
}
