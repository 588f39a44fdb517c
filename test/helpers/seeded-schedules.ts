import type { Client } from '../../src/client/client.ts';
import { UserError } from '../../src/model/errors.ts';
import type { Schedule } from '../../src/model/schedule.ts';
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

/** One of each kind. @param ago so many seconds before the time of the frames, ISO 8601 */
export function seededSchedules(ago: (seconds: number) => string): Schedule[] {
  const of = (number: number, members: Partial<Schedule>) =>
    sampleSchedule({ id: `0198c0de-0000-7000-8000-00000000f00${number}`, ...members });
  return [
    of(1, {
      name: 'every-15m-invoices',
      target: 'task:sync-stripe-invoices',
      cron: '*/15 * * * *',
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
      cron: '30 2 * * *',
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
      cron: '0 7 * * MON',
      status: 'paused',
      pausedReason: 'nobody reads it in the holidays',
      pausedAt: ago(90_000),
      lastFireAt: ago(500_000),
      lastSuccessAt: ago(499_000),
    }),
  ];
}
