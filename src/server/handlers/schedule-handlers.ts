import { setImmediate } from 'node:timers/promises';
import { listToWire } from '../../api/page.ts';
import { scheduleListToWire, scheduleToWire } from '../../api/schedule.ts';
import { changeFromWire, draftFromWire, requestFromWire } from '../../api/schedule-draft.ts';
import { backfillToWire, resumePreviewToWire, timesToWire } from '../../api/schedule-preview.ts';
import { scheduleEventToWire, slotToWire } from '../../api/schedule-slot.ts';
import { sourceFaultToWire } from '../../api/source-fault.ts';
import type { Executor } from '../../executor/executor.ts';
import type { ScheduleFilter, Schedules } from '../../executor/schedules/schedules.ts';
import type { Page } from '../../model/page.ts';
import type { Schedule } from '../../model/schedule.ts';
import type { HandlersOf } from '../handler.ts';

const defaultEvents = 100;
/** Schedules that are read at once where all are asked for. */
const pageSize = 500;

/** The newer generation over the executor's schedules. */
export function scheduleHandlers({ schedules }: Executor): HandlersOf<'schedules'> {
  return {
    async 'schedules.list'({ query }) {
      const {
        status,
        source_trigger_id: sourceTriggerId,
        environment_id: environmentId,
        limit,
        cursor,
      } = query;
      const filter = { status, sourceTriggerId, environmentId };
      if (limit === undefined && cursor === undefined)
        return scheduleListToWire(await readAll(schedules, filter), false);
      return scheduleListToWire(schedules.list(filter, { limit, cursor }), true);
    },
    async 'schedules.create'({ body, caller }) {
      return { schedule: scheduleToWire(await schedules.create(draftFromWire(body), caller.actor)) };
    },
    'schedules.get': ({ params }) => scheduleToWire(schedules.get(params.schedule)),
    'schedules.update': async ({ params, body, caller }) =>
      scheduleToWire(
        await schedules.update(params.schedule, changeFromWire(body), caller.actor, body.if_version ?? null),
      ),
    'schedules.delete': async ({ params, caller }) =>
      scheduleToWire(await schedules.remove(params.schedule, caller.actor)),
    async 'schedules.trigger'({ params, body, caller }) {
      const how = { key: body?.idempotency_key ?? null, name: body?.run_name ?? null };
      const { run, schedule, duplicate } = await schedules.trigger(params.schedule, how, caller.actor);
      return { run_id: run.id, run_execution_id: run.id, schedule_id: schedule.id, duplicate };
    },
    'schedules.faults': () => ({ data: schedules.sourceFaults().map(sourceFaultToWire) }),
    ...stateHandlers(schedules),
    ...timeHandlers(schedules),
  };
}

/** What ends, holds or goes on with a schedule. */
function stateHandlers(
  schedules: Schedules,
): Pick<
  HandlersOf<'schedules'>,
  'schedules.pause' | 'schedules.resume' | 'schedules.previewResume' | 'schedules.cancel'
> {
  return {
    async 'schedules.pause'({ params, body, caller }) {
      const how = { reason: body?.reason ?? null, until: body?.until ?? null };
      return scheduleToWire(await schedules.pause(params.schedule, how, caller.actor));
    },
    'schedules.resume': async ({ params, body, caller }) =>
      scheduleToWire(await schedules.resume(params.schedule, body?.missed_policy ?? null, caller.actor)),
    'schedules.previewResume': async ({ params, query }) =>
      resumePreviewToWire(await schedules.previewResume(params.schedule, query.missed_policy ?? null)),
    'schedules.cancel': async ({ params, caller }) =>
      scheduleToWire(await schedules.cancel(params.schedule, caller.actor)),
  };
}

/** What is asked about its times. */
function timeHandlers(
  schedules: Schedules,
): Pick<
  HandlersOf<'schedules'>,
  'schedules.preview' | 'schedules.next' | 'schedules.slots' | 'schedules.events' | 'schedules.backfill'
> {
  return {
    'schedules.preview': async ({ body }) => timesToWire(await schedules.preview(requestFromWire(body))),
    async 'schedules.next'({ params, query }) {
      const schedule = schedules.get(params.schedule);
      const { kind, when, timezone, startAt, endAt, maxRuns, jitterSeconds } = schedule;
      const draft = { kind, when, timezone, startAt, endAt, maxRuns, jitterSeconds };
      return timesToWire(await schedules.preview({ draft, scheduleId: schedule.id, ...query }));
    },
    'schedules.slots': ({ params, query }) =>
      listToWire(schedules.listSlots(params.schedule, query), slotToWire),
    'schedules.events'({ params, query }) {
      const limit = query.limit ?? defaultEvents;
      const afterId = query.after_event_id ?? query.cursor ?? 0;
      // One more than asked for tells whether there is a next page.
      const found = schedules.listEvents(params.schedule, afterId, limit + 1);
      const items = found.slice(0, limit);
      const nextCursor = found.length > limit ? String(items.at(-1)?.id) : null;
      return listToWire({ items, nextCursor }, scheduleEventToWire);
    },
    async 'schedules.backfill'({ params, body, caller }) {
      const range = { from: body.from, to: body.to, dryRun: body.dry_run === true };
      return backfillToWire(await schedules.backfill(params.schedule, range, caller.actor));
    },
  };
}

/** Page by page: runs and fires go on in between. */
async function readAll(schedules: Schedules, filter: ScheduleFilter): Promise<Page<Schedule>> {
  const items: Schedule[] = [];
  let cursor: string | undefined;
  do {
    const page = schedules.list(filter, { limit: pageSize, cursor });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    if (cursor !== undefined) await setImmediate();
  } while (cursor !== undefined);
  return { items, nextCursor: null };
}
