import { scheduleFromCronJob } from '../api/cron-job.ts';
import { scheduleFromWire } from '../api/schedule-from-wire.ts';
import { UserError } from '../model/errors.ts';
import type { Schedule } from '../model/schedule.ts';
import type { RunCallsBase } from './run-calls.ts';
import { requireAbility } from './run-calls.ts';

/** What the calls about schedules need to know of the server. */
export type ScheduleCallsBase = Pick<RunCallsBase, 'project' | 'call' | 'capabilities'>;

const cronJobPage = 100;
const schedulePage = 500;
/** Cron jobs that are read at most, by pages: nobody looks through more. */
const mostCronJobPages = 20;

/** True for a server that has our additions: it says what a schedule may be beyond what is documented. */
export async function hasAdditions(base: Pick<ScheduleCallsBase, 'capabilities'>): Promise<boolean> {
  return (await base.capabilities()).abilities.schedulePolicies === true;
}

/** All schedules, by the newer generation of the API; a server that only has cron jobs is asked for those. */
export async function listSchedules(base: ScheduleCallsBase): Promise<readonly Schedule[]> {
  await requireAbility(base, 'schedules');
  return newerOr(
    () => listNewer(base),
    () => listCronJobs(base),
  );
}

export async function getSchedule(base: ScheduleCallsBase, id: string): Promise<Schedule> {
  const { call, project } = base;
  await requireAbility(base, 'schedules');
  return newerOr(
    async () => scheduleFromWire(await call('schedules.get', { params: { project, schedule: id } })),
    async () => scheduleFromCronJob(await call('cronJobs.get', { params: { project, cronJob: id } })),
  );
}

/** Which generation of the API a server keeps schedules in. */
export async function askGeneration(base: ScheduleCallsBase): Promise<Schedule['generation']> {
  if (await hasAdditions(base)) return 'schedules';
  const newer = async () => {
    await base.call('schedules.list', { params: { project: base.project } });
    return 'schedules' as const;
  };
  return newerOr(newer, async () => 'cron-jobs' as const);
}

async function listNewer(base: ScheduleCallsBase): Promise<readonly Schedule[]> {
  const params = { project: base.project };
  if (!(await hasAdditions(base))) {
    return (await base.call('schedules.list', { params })).schedules.map(scheduleFromWire);
  }
  const schedules: Schedule[] = [];
  let cursor: string | undefined;
  do {
    const page = await base.call('schedules.list', { params, query: { cursor, limit: schedulePage } });
    schedules.push(...page.schedules.map(scheduleFromWire));
    cursor = page.page_info?.next ?? undefined;
  } while (cursor !== undefined);
  return schedules;
}

async function listCronJobs({ call, project }: ScheduleCallsBase): Promise<readonly Schedule[]> {
  const schedules: Schedule[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostCronJobPages; page++) {
    const query = { cursor, limit: cronJobPage };
    const { data, page_info: info } = await call('cronJobs.list', { params: { project }, query });
    schedules.push(...data.map(scheduleFromCronJob));
    if (info.next === null) break;
    cursor = info.next;
  }
  return schedules;
}

/** What the newer generation answers; a server that does not know the path is asked by the older one. */
async function newerOr<Value>(newer: () => Promise<Value>, older: () => Promise<Value>): Promise<Value> {
  try {
    return await newer();
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.kind === 'not-found') return older();
    throw thrown;
  }
}
