import { changeFromCronJob, cronJobToWire, draftFromCronJob } from '../../api/cron-job.ts';
import { jobToWire } from '../../api/job.ts';
import { listToWire } from '../../api/page.ts';
import type { Executor } from '../../executor/executor.ts';
import type { Schedules } from '../../executor/schedules/schedules.ts';
import { UserError } from '../../model/errors.ts';
import type { Schedule } from '../../model/schedule.ts';
import type { HandlersOf } from '../handler.ts';

/** The older generation over the same schedules: those that have a cron. It knows no others. */
export function cronJobHandlers({ schedules }: Executor): HandlersOf<'cronJobs'> {
  const idOf = (ref: string) => found(schedules, ref).id;
  return {
    'cronJobs.list'({ query }) {
      const { status, environment_id: environmentId, cursor, limit } = query;
      const filter = { status, environmentId, onlyScheduled: true };
      return listToWire(schedules.list(filter, { cursor, limit }), cronJobToWire);
    },
    'cronJobs.create': async ({ body, caller }) =>
      cronJobToWire(await schedules.create(draftFromCronJob(body), caller.actor)),
    'cronJobs.get': ({ params }) => cronJobToWire(found(schedules, params.cronJob)),
    'cronJobs.update': async ({ params, body, caller }) =>
      cronJobToWire(
        await schedules.update(
          idOf(params.cronJob),
          changeFromCronJob(body),
          caller.actor,
          body.if_version ?? null,
        ),
      ),
    'cronJobs.delete': async ({ params, caller }) =>
      cronJobToWire(await schedules.remove(idOf(params.cronJob), caller.actor)),
    async 'cronJobs.trigger'({ params, caller }) {
      const { run } = await schedules.trigger(idOf(params.cronJob), { key: null, name: null }, caller.actor);
      return jobToWire(run);
    },
  };
}

/** @throws UserError `not-found` also for a schedule without a cron */
function found(schedules: Schedules, ref: string): Schedule {
  const schedule = schedules.get(ref);
  if (schedule.kind === 'scheduled') return schedule;
  throw new UserError('not-found', `There is no cron job ${JSON.stringify(ref.slice(0, 128))}`, {
    fix: `It is a schedule without a cron: ask for P/schedules/${schedule.id}.`,
  });
}
