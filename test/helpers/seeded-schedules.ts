import type { Client } from '../../src/client/client.ts';
import { UserError } from '../../src/model/errors.ts';
import type { Schedule } from '../../src/model/schedule.ts';

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
