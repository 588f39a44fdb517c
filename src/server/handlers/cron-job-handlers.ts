import { changeFromCronJob, cronJobToWire, draftFromCronJob } from '../../api/cron-job.ts';
import { jobToWire } from '../../api/job.ts';
import { listToWire } from '../../api/page.ts';
import type { Executor } from '../../executor/executor.ts';
import type { HandlersOf } from '../handler.ts';

/** The older generation over the same schedules: those that have a cron. */
export function cronJobHandlers({ schedules }: Executor): HandlersOf<'cronJobs'> {
  return {
    'cronJobs.list'({ query }) {
      const { status, environment_id: environmentId, cursor, limit } = query;
      const filter = { status, environmentId, onlyScheduled: true };
      return listToWire(schedules.list(filter, { cursor, limit }), cronJobToWire);
    },
    'cronJobs.create': async ({ body, caller }) =>
      cronJobToWire(await schedules.create(draftFromCronJob(body), caller.actor)),
    'cronJobs.get': ({ params }) => cronJobToWire(schedules.get(params.cronJob)),
    'cronJobs.update': async ({ params, body, caller }) =>
      cronJobToWire(
        await schedules.update(
          params.cronJob,
          changeFromCronJob(body),
          caller.actor,
          body.if_version ?? null,
        ),
      ),
    'cronJobs.delete': async ({ params, caller }) =>
      cronJobToWire(await schedules.remove(params.cronJob, caller.actor)),
    async 'cronJobs.trigger'({ params, caller }) {
      const { run } = await schedules.trigger(params.cronJob, { key: null, name: null }, caller.actor);
      return jobToWire(run);
    },
  };
}
