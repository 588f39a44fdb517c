import { requestToWire } from '../api/schedule-draft.ts';
import { backfillFromWire, resumePreviewFromWire, timesFromWire } from '../api/schedule-preview.ts';
import { scheduleEventFromWire, slotFromWire } from '../api/schedule-slot.ts';
import { sourceFaultFromWire } from '../api/source-fault.ts';
import type { Schedule } from '../model/schedule.ts';
import { triesOfRepeatable } from './call.ts';
import type { Client } from './client.ts';
import { requireAbility } from './run-calls.ts';
import { getSchedule, hasAdditions, listSchedules, type ScheduleCallsBase } from './schedule-base.ts';
import { createScheduleWrites } from './schedule-writes.ts';

/** A thousand runs are created, each on disk before the next. */
const backfillTimeoutMs = 300_000;

/** @param onListed told what was answered to whoever asked for all schedules */
export function createScheduleCalls(
  base: ScheduleCallsBase,
  onListed: (schedules: readonly Schedule[]) => void,
): Client['schedules'] {
  const { call, project } = base;
  const params = (id: string) => ({ project, schedule: id });
  return {
    async list() {
      const schedules = await listSchedules(base);
      onListed(schedules);
      return schedules;
    },
    get: (id) => getSchedule(base, id),
    ...createScheduleWrites(base),
    async previewResume({ id }, missed) {
      await requireAbility(base, 'schedulePreview');
      const query = { missed_policy: missed };
      return resumePreviewFromWire(await call('schedules.previewResume', { params: params(id), query }));
    },
    async preview(request) {
      await requireAbility(base, 'schedulePreview');
      const body = requestToWire(request);
      return timesFromWire(
        await call('schedules.preview', { params: { project }, body, tries: triesOfRepeatable }),
      );
    },
    async slots(id, page) {
      await requireAbility(base, 'scheduleSlots');
      const { data, page_info: info } = await call('schedules.slots', { params: params(id), query: page });
      return { items: data.map(slotFromWire), nextCursor: info.next };
    },
    async events(id, afterId, limit) {
      await requireAbility(base, 'scheduleSlots');
      const query = { after_event_id: afterId, limit };
      return (await call('schedules.events', { params: params(id), query })).data.map(scheduleEventFromWire);
    },
    async backfill({ id }, { from, to, dryRun }) {
      await requireAbility(base, 'scheduleBackfill');
      const body = { from, to, dry_run: dryRun };
      // Asked again after a lost answer it would tell of no new runs.
      const limits = { timeoutMs: backfillTimeoutMs, tries: dryRun ? triesOfRepeatable : 1 };
      return backfillFromWire(await call('schedules.backfill', { params: params(id), body, ...limits }));
    },
    async sourceFaults() {
      // Elsewhere files are looked at by whoever deploys them.
      if (!(await hasAdditions(base))) return [];
      return (await call('schedules.faults', { params: { project } })).data.map(sourceFaultFromWire);
    },
    async trigger(schedule, key) {
      await requireAbility(base, 'schedules');
      if (schedule.generation === 'cron-jobs') {
        // There is no key in this generation: a second request would be a second job.
        const job = await call('cronJobs.trigger', { params: { project, cronJob: schedule.id } });
        return { runId: job.canonical_run_id ?? job.id };
      }
      const body = { idempotency_key: key };
      const tries = triesOfRepeatable;
      const accepted = await call('schedules.trigger', { params: params(schedule.id), body, tries });
      return { runId: accepted.run_id };
    },
  };
}
