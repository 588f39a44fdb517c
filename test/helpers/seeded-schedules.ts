import type { Client } from '../../src/client/client.ts';
import { UserError } from '../../src/model/errors.ts';
import type { Schedule, ScheduleChange } from '../../src/model/schedule.ts';
import { sampleSchedule } from './sample-schedule.ts';

/** The schedules of a seeded client. @param act notes what changes something; may refuse it */
export function schedulesOf(seed: readonly Schedule[], act: (what: string) => void): Client['schedules'] {
  const schedules = new Map(seed.map((schedule) => [schedule.id, schedule]));
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
  return {
    list: async () => [...schedules.values()],
    get: async (id) => found(id),
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
    previewResume: noAddition,
    preview: noAddition,
    slots: noAddition,
    events: noAddition,
    backfill: noAddition,
    async pause({ id }) {
      act(`pause ${id}`);
      return change(id, { status: 'paused' });
    },
    async resume({ id }) {
      act(`resume ${id}`);
      return change(id, { status: 'active', pausedReason: null, pausedAt: null });
    },
    async trigger({ id, target }, key) {
      act(`trigger ${id}`);
      return { runId: `run-of-${target}-${key.length > 0}` };
    },
  };
}

const newIdStart = '0198c0de-0000-7000-8000-00000000fe0';

/** Members that are absent stay as they are. */
function membersOf(change: ScheduleChange): Partial<Schedule> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

/** What a server with the documented API only says to what it has no call for. */
async function noAddition(): Promise<never> {
  throw new UserError('unsupported', 'This server does not offer it.');
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
