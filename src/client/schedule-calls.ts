import { scheduleFromCronJob, scheduleFromWire } from '../api/schedule.ts';
import { UserError } from '../model/errors.ts';
import type { Schedule } from '../model/schedule.ts';
import { pauseUnsupported } from '../model/schedule-abilities.ts';
import { type CallEndpoint, triesOfRepeatable } from './call.ts';
import type { Client } from './client.ts';
import { type RunCallsBase, requireAbility } from './run-calls.ts';

type Base = Pick<RunCallsBase, 'project' | 'call' | 'capabilities'>;

const pageSize = 100;
/** Pages of cron jobs that are read at most: nobody looks through more. */
const mostPages = 20;

/** Schedules by the newer generation of the API; a server that only has cron jobs is asked for those. */
export function createScheduleCalls(base: Base): Client['schedules'] {
  const { call, project } = base;
  const params = (id: string) => ({ project, schedule: id });
  const cronParams = (id: string) => ({ project, cronJob: id });

  const setStatus = async (schedule: Schedule, status: 'active' | 'paused') => {
    const unsupported = pauseUnsupported(await base.capabilities(), schedule);
    if (unsupported !== null) throw new UserError('unsupported', unsupported);
    // Twice the same status is the same as once.
    const change = { body: { status }, tries: triesOfRepeatable };
    return schedule.generation === 'schedules'
      ? scheduleFromWire(await call('schedules.update', { params: params(schedule.id), ...change }))
      : scheduleFromCronJob(await call('cronJobs.update', { params: cronParams(schedule.id), ...change }));
  };

  return {
    async list() {
      await requireAbility(base, 'schedules');
      const { schedules } = await newerOr(call('schedules.list', { params: { project } }), async () => ({
        schedules: null,
      }));
      return schedules === null ? listCronJobs(call, project) : schedules.map(scheduleFromWire);
    },
    async get(id) {
      await requireAbility(base, 'schedules');
      return newerOr(call('schedules.get', { params: params(id) }).then(scheduleFromWire), async () =>
        scheduleFromCronJob(await call('cronJobs.get', { params: cronParams(id) })),
      );
    },
    create: later,
    update: later,
    remove: later,
    restore: later,
    cancel: later,
    previewResume: later,
    preview: later,
    slots: later,
    events: later,
    backfill: later,
    pause: (schedule) => setStatus(schedule, 'paused'),
    resume: (schedule) => setStatus(schedule, 'active'),
    async trigger(schedule, key) {
      await requireAbility(base, 'schedules');
      if (schedule.generation === 'cron-jobs') {
        // There is no key in this generation: a second request would be a second job.
        const job = await call('cronJobs.trigger', { params: cronParams(schedule.id) });
        return { runId: job.canonical_run_id ?? job.id };
      }
      const body = { idempotency_key: key };
      const tries = triesOfRepeatable;
      const accepted = await call('schedules.trigger', { params: params(schedule.id), body, tries });
      return { runId: accepted.run_id };
    },
  };
}

async function later(): Promise<never> {
  throw new UserError('unsupported', 'This server cannot do it yet.');
}

async function listCronJobs(call: CallEndpoint, project: string): Promise<readonly Schedule[]> {
  const schedules: Schedule[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const query = { cursor, limit: pageSize };
    const { data, page_info: info } = await call('cronJobs.list', { params: { project }, query });
    schedules.push(...data.map(scheduleFromCronJob));
    if (info.next === null) break;
    cursor = info.next;
  }
  return schedules;
}

/** What the newer generation answers; a server that does not know the path is asked by the older one. */
async function newerOr<Value, Other>(
  newer: Promise<Value>,
  older: () => Promise<Other>,
): Promise<Value | Other> {
  try {
    return await newer;
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.kind === 'not-found') return older();
    throw thrown;
  }
}
