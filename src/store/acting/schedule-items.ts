import type { Schedule } from '../../model/schedule.ts';
import type { ActionItem } from './action.ts';
import { undoNewRun } from './run-items.ts';

/** @param onChanged is told the record as it is after the change, and after taking it back */
export function pauseItem(schedule: Schedule, onChanged: (changed: Schedule) => void): ActionItem {
  return statusItem(schedule, 'paused', onChanged);
}

/** @param onChanged is told the record as it is after the change, and after taking it back */
export function resumeItem(schedule: Schedule, onChanged: (changed: Schedule) => void): ActionItem {
  return statusItem(schedule, 'active', onChanged);
}

/** A run of a schedule now, whatever its cron says. The server's answer names it. */
export function triggerItem(schedule: Schedule): ActionItem {
  return {
    id: null,
    label: schedule.name,
    target: schedule.target,
    async send(client, key) {
      const { runId } = await client.schedules.trigger(schedule, key);
      const run = await client.runs.get(runId).catch(() => null);
      return { runs: run === null ? [] : [run], note: `run ${runId.slice(-8)}` };
    },
    // The key makes a second request answer the first run; where there is no key a lost answer stays unknown.
    ...(schedule.generation === 'schedules' ? { lookUp: async () => null } : {}),
    undo: undoNewRun,
  };
}

/** The status before it is put back exactly: nothing else of the schedule is touched. */
function statusItem(
  schedule: Schedule,
  wanted: 'active' | 'paused',
  onChanged: (changed: Schedule) => void,
): ActionItem {
  const set = async (
    client: Parameters<ActionItem['send']>[0],
    status: 'active' | 'paused',
  ): Promise<Schedule> => {
    const { schedules } = client;
    const changed = await (status === 'paused' ? schedules.pause(schedule) : schedules.resume(schedule));
    onChanged(changed);
    return changed;
  };
  return {
    id: schedule.id,
    label: schedule.name,
    target: schedule.target,
    async send(client) {
      const { status } = await set(client, wanted);
      return { runs: [], note: status === wanted ? null : `it is ${status}` };
    },
    async lookUp(client) {
      const now = await client.schedules.get(schedule.id);
      onChanged(now);
      return now.status === wanted ? { runs: [], note: null } : null;
    },
    undo: {
      text: wanted === 'paused' ? 'make it active again' : 'pause it again',
      send: async (client) => void (await set(client, wanted === 'paused' ? 'active' : 'paused')),
    },
  };
}
