import type { Client } from '../../src/client/client.ts';
import { previewTimes } from '../../src/cron/preview-times.ts';
import { UserError } from '../../src/model/errors.ts';
import {
  type MissedPolicy,
  type Schedule,
  type ScheduleChange,
  scheduleDefaults,
} from '../../src/model/schedule.ts';
import type { ScheduleEvent } from '../../src/model/schedule-event.ts';
import type { PreviewRequest, ResumePreview, TimesPreview } from '../../src/model/schedule-preview.ts';
import type { Slot } from '../../src/model/slot.ts';
import type { SourceFault } from '../../src/model/source-fault.ts';
import { sampleSchedule } from './sample-schedule.ts';

/** What a seeded client knows of schedules beyond their records. */
export interface ScheduleSeed {
  readonly schedules: readonly Schedule[];
  /** By schedule, newest first. */
  readonly slots: Readonly<Record<string, readonly Slot[]>>;
  /** By schedule, oldest first. */
  readonly events: Readonly<Record<string, readonly ScheduleEvent[]>>;
  /** What resuming would do, by schedule; absent: nothing was missed. */
  readonly resume: Readonly<Record<string, (missed: MissedPolicy) => ResumePreview>>;
  /** What is wrong with files; absent: nothing. */
  readonly sourceFaults?: readonly SourceFault[];
  /** Epoch ms: previews begin then, where they are not told when. */
  readonly now: number;
}

/** The schedules of a seeded client, and what changes them past the client. */
export interface SeededSchedules {
  readonly calls: Client['schedules'];
  /** As somebody else would. */
  put(schedule: Schedule, slots?: readonly Slot[]): void;
}

/** @param act notes what changes something; may refuse it */
export function schedulesOf(seed: ScheduleSeed, act: (what: string) => void): SeededSchedules {
  const schedules = new Map(seed.schedules.map((schedule) => [schedule.id, schedule]));
  const slots = new Map(Object.entries(seed.slots));
  const found = (id: string): Schedule => {
    const schedule = schedules.get(id);
    if (schedule === undefined) throw new UserError('not-found', `There is no schedule ${id}.`);
    return schedule;
  };
  const change = (id: string, members: Partial<Schedule>): Schedule => {
    const changed = { ...found(id), ...members };
    schedules.set(id, changed);
    return changed;
  };
  const calls: Client['schedules'] = {
    list: async () => [...schedules.values()],
    get: async (id) => found(id),
    sourceFaults: async () => seed.sourceFaults ?? [],
    async create(draft) {
      act(`create ${draft.name}`);
      const schedule = sampleSchedule({ id: `${newIdStart}${schedules.size + 1}`, ...membersOf(draft) });
      schedules.set(schedule.id, schedule);
      return schedule;
    },
    async update({ id }, members) {
      act(`update ${id} ${JSON.stringify(members)}`);
      return change(id, { ...membersOf(members), version: (found(id).version ?? 0) + 1 });
    },
    async remove({ id }) {
      act(`remove ${id}`);
      const removed = change(id, { status: 'deleting' });
      schedules.delete(id);
      return removed;
    },
    async restore(schedule) {
      act(`restore ${schedule.id}`);
      schedules.set(schedule.id, schedule);
      return schedule;
    },
    async cancel({ id }) {
      act(`cancel ${id}`);
      return change(id, { status: 'paused', phase: 'cancelled' });
    },
    async previewResume({ id, missedPolicy }, missed) {
      return seed.resume[id]?.(missed ?? missedPolicy ?? 'skip') ?? { missed: 0, startsNow: [], next: null };
    },
    preview: async (request) => previewOf(request, seed.now),
    async slots(id, { cursor, limit = 20 }) {
      const start = Number(cursor ?? 0);
      const all = slots.get(id) ?? [];
      const end = start + limit;
      return { items: all.slice(start, end), nextCursor: end < all.length ? String(end) : null };
    },
    events: async (id, afterId, limit) =>
      (seed.events[id] ?? []).filter((event) => event.id > afterId).slice(0, limit),
    async backfill({ id, kind, when, timezone }, { from, to, dryRun }) {
      const range = slotsOf({ kind, when, timezone }, from, to);
      const fired = new Set(
        (slots.get(id) ?? []).filter(({ outcome }) => outcome === 'fired').map(({ at }) => Date.parse(at)),
      );
      const left = range.filter((at) => !fired.has(Date.parse(at)));
      const told = { slots: left, alreadyFired: range.length - left.length };
      if (dryRun) return { ...told, runIds: [], batchId: null };
      act(`backfill ${id} ${left.length}`);
      return { ...told, runIds: left.map((_, index) => `backfilled-${index}`), batchId: 'b-44' };
    },
    async pause({ id }, how) {
      const told = [how?.reason, how?.until].filter((part) => part !== undefined);
      act(['pause', id, ...told].join(' '));
      return change(id, {
        status: 'paused',
        pausedReason: how?.reason ?? null,
        pausedUntil: how?.until ?? null,
      });
    },
    async resume({ id }, missed) {
      act(['resume', id, ...(missed === undefined ? [] : [missed])].join(' '));
      return change(id, { status: 'active', pausedReason: null, pausedAt: null, pausedUntil: null });
    },
    async trigger({ id, target }, key) {
      act(`trigger ${id}`);
      return { runId: `run-of-${target}-${key.length > 0}` };
    },
  };
  return {
    calls,
    put(schedule, newSlots) {
      schedules.set(schedule.id, schedule);
      if (newSlots !== undefined) slots.set(schedule.id, newSlots);
    },
  };
}

const newIdStart = '0198c0de-0000-7000-8000-00000000fe0';
/** As many as a server tells at once. */
const mostFires = 100;

function previewOf({ draft, from, count }: PreviewRequest, now: number): TimesPreview {
  return previewTimes({
    ...draft,
    kind: draft.kind ?? 'scheduled',
    timezone: draft.timezone ?? scheduleDefaults.timezone,
    from: from === undefined ? now : Date.parse(from),
    count,
  });
}

/** The slots from one instant up to another, the end not included. */
function slotsOf(rule: Pick<Schedule, 'kind' | 'when' | 'timezone'>, from: string, to: string): string[] {
  const { fires } = previewTimes({ ...rule, from: Date.parse(from) - 1, count: mostFires });
  return fires.filter((at) => Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(to));
}

/** Members that are absent stay as they are. */
function membersOf(change: ScheduleChange): Partial<Schedule> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

/** One of each kind. @param ago so many seconds before the time of the frames, ISO 8601 */
export function seededSchedules(ago: (seconds: number) => string): Schedule[] {
  const of = (number: number, members: Partial<Schedule>) =>
    sampleSchedule({ id: `0198c0de-0000-7000-8000-00000000f00${number}`, ...members });
  return [
    of(1, {
      name: 'every-15m-invoices',
      target: 'task:sync-stripe-invoices',
      when: '*/15 * * * *',
      timezone: 'Europe/Stockholm',
      lastFireAt: ago(221),
      lastSuccessAt: ago(1_900),
      nextFireAt: ago(-679),
      lastFailure: { at: ago(180), code: 'http', message: 'HTTP 429 from api.stripe.com', runId: null },
      maxStalenessSeconds: 3_600,
      runCount: 8_211,
    }),
    of(2, {
      name: 'nightly-backup',
      target: 'task:nightly-backup',
      when: '30 2 * * *',
      timezone: 'UTC',
      lastFireAt: ago(34_000),
      lastSuccessAt: ago(120_000),
      maxStalenessSeconds: 93_600,
      missedFires: 1,
      definedIn: 'source',
      sourcePath: 'schedules/nightly-backup.ts',
    }),
    of(3, {
      name: 'weekly-report',
      target: 'task:reports/weekly',
      when: '0 7 * * MON',
      status: 'paused',
      pausedReason: 'nobody reads it in the holidays',
      pausedAt: ago(90_000),
      lastFireAt: ago(500_000),
      lastSuccessAt: ago(499_000),
    }),
  ];
}
