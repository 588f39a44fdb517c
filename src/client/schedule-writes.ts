import { changeToCronJob, draftToCronJob, scheduleFromCronJob } from '../api/cron-job.ts';
import { changeToWire, draftToWire } from '../api/schedule-draft.ts';
import { scheduleFromWire } from '../api/schedule-from-wire.ts';
import type { Capabilities } from '../model/capabilities.ts';
import { UserError } from '../model/errors.ts';
import type { Schedule, ScheduleChange, ScheduleDraft } from '../model/schedule.ts';
import { editUnsupported, pauseUnsupported } from '../model/schedule-abilities.ts';
import { triesOfRepeatable } from './call.ts';
import type { Client } from './client.ts';
import { once } from './once.ts';
import { askGeneration, getSchedule, type ScheduleCallsBase } from './schedule-base.ts';
import { refuseChanged, refuseDropped, refuseUnkept } from './schedule-settings.ts';
import { createDraftIds, mayBeThere } from './unanswered.ts';

type Writes = Pick<
  Client['schedules'],
  'create' | 'update' | 'remove' | 'restore' | 'cancel' | 'pause' | 'resume'
>;

/** Twice the same is the same as once. */
const repeatable = { tries: triesOfRepeatable };

/** What changes schedules: in whichever generation the server keeps them, and never less than was asked for. */
export function createScheduleWrites(base: ScheduleCallsBase): Writes {
  const generation = once(() => askGeneration(base));
  const ids = createDraftIds();
  return {
    async create(draft) {
      const able = await base.capabilities();
      const kept = await generation();
      refuseUnkept(able, kept, draft, 'create');
      if (keepsAll(able)) return ids.with(draft, (id) => postKnown(base, { ...draft, id })).catch(mayBeThere);
      return refuseDropped(draft, await post(base, kept, draft).catch(mayBeThere));
    },
    async update(schedule, change) {
      const able = await base.capabilities();
      refuse(editUnsupported(able, schedule));
      refuseUnkept(able, schedule.generation, change, 'change');
      if (schedule.version === null) refuseChanged(schedule, await getSchedule(base, schedule.id));
      const changed = await patch(base, schedule, change, schedule.version);
      return keepsAll(able) ? changed : refuseDropped(change, changed);
    },
    ...endingWrites(base),
    ...pausingWrites(base),
  };
}

function endingWrites(base: ScheduleCallsBase): Pick<Writes, 'remove' | 'restore' | 'cancel'> {
  const { call, project } = base;
  return {
    async remove(schedule) {
      refuse(editUnsupported(await base.capabilities(), schedule));
      const { id } = schedule;
      return schedule.generation === 'cron-jobs'
        ? scheduleFromCronJob(
            await call('cronJobs.delete', { params: { project, cronJob: id }, ...repeatable }),
          )
        : scheduleFromWire(
            await call('schedules.delete', { params: { project, schedule: id }, ...repeatable }),
          );
    },
    async restore(schedule) {
      requireAdditions(await base.capabilities(), schedule, 'brings back a schedule that was deleted');
      const status = schedule.status === 'paused' ? 'paused' : 'active';
      return patch(base, schedule, { status }, null);
    },
    async cancel(schedule) {
      requireAdditions(await base.capabilities(), schedule, 'ends a schedule for good');
      const params = { project, schedule: schedule.id };
      return scheduleFromWire(await call('schedules.cancel', { params, ...repeatable }));
    },
  };
}

function pausingWrites(base: ScheduleCallsBase): Pick<Writes, 'pause' | 'resume'> {
  const { call, project } = base;
  return {
    async pause(schedule, how = {}) {
      const able = await base.capabilities();
      refuse(pauseUnsupported(able, schedule));
      refuseUnkept(able, schedule.generation, { pausedReason: how.reason, pausedUntil: how.until }, 'change');
      if (!keepsAll(able)) return patch(base, schedule, { status: 'paused' }, null);
      const params = { project, schedule: schedule.id };
      return scheduleFromWire(await call('schedules.pause', { params, body: how, ...repeatable }));
    },
    async resume(schedule, missed) {
      const able = await base.capabilities();
      refuse(pauseUnsupported(able, schedule));
      refuseUnkept(able, schedule.generation, { missedPolicy: missed }, 'change');
      if (!keepsAll(able)) return patch(base, schedule, { status: 'active' }, null);
      const params = { project, schedule: schedule.id };
      const body = { missed_policy: missed };
      return scheduleFromWire(await call('schedules.resume', { params, body, ...repeatable }));
    },
  };
}

/** With an id of our own, which makes a second arrival of the same request harmless. */
async function postKnown({ call, project }: ScheduleCallsBase, draft: ScheduleDraft): Promise<Schedule> {
  const body = draftToWire(draft);
  return scheduleFromWire(
    (await call('schedules.create', { params: { project }, body, ...repeatable })).schedule,
  );
}

async function post(
  { call, project }: ScheduleCallsBase,
  generation: Schedule['generation'],
  draft: ScheduleDraft,
): Promise<Schedule> {
  const params = { project };
  if (generation === 'cron-jobs') {
    return scheduleFromCronJob(await call('cronJobs.create', { params, body: draftToCronJob(draft) }));
  }
  const body = { ...draftToWire(draft), id: undefined, kind: undefined };
  return scheduleFromWire((await call('schedules.create', { params, body })).schedule);
}

async function patch(
  base: ScheduleCallsBase,
  schedule: Schedule,
  change: ScheduleChange,
  ifVersion: number | null,
): Promise<Schedule> {
  const { call, project } = base;
  const { id } = schedule;
  const condition = ifVersion === null ? {} : { if_version: ifVersion };
  // Tried again after a lost answer, a conditional change would meet itself.
  const tries = ifVersion === null ? triesOfRepeatable : 1;
  if (schedule.generation === 'cron-jobs') {
    const body = { ...changeToCronJob(change), ...condition };
    return scheduleFromCronJob(
      await call('cronJobs.update', { params: { project, cronJob: id }, body, tries }),
    );
  }
  const body = { ...changeToWire(change), ...condition };
  const kind = keepsAll(await base.capabilities()) ? body.kind : undefined;
  return scheduleFromWire(
    await call('schedules.update', { params: { project, schedule: id }, body: { ...body, kind }, tries }),
  );
}

/** True for a server that has a place for every setting there is. */
function keepsAll({ abilities }: Capabilities): boolean {
  return abilities.schedulePolicies === true;
}

function refuse(reason: string | null): void {
  if (reason !== null) throw new UserError('unsupported', reason);
}

function requireAdditions(able: Capabilities, schedule: Schedule, what: string): void {
  refuse(editUnsupported(able, schedule));
  const { schedulePolicies: reason } = able.abilities;
  if (typeof reason === 'string') refuse(`This server has no call that ${what}. ${reason}`);
}
