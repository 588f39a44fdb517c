import type { Client } from '../../client/client.ts';
import { UserError } from '../../model/errors.ts';
import type { MissedPolicy, Schedule } from '../../model/schedule.ts';
import type { ActionDone, ActionItem } from './action.ts';
import { undoNewRun } from './run-items.ts';

/** Is told the record as it is after the change, and after taking it back. */
export type OnChanged = (changed: Schedule) => void;

/** Why a schedule is paused, and until when (ISO 8601), as far as the server keeps that. */
export interface PauseHow {
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
}

const nothingNew: ActionDone = { runs: [], note: null };

export function pauseItem(schedule: Schedule, onChanged: OnChanged, how: PauseHow = {}): ActionItem {
  const pause = async (client: Client) => told(await client.schedules.pause(schedule, how), onChanged);
  const resume = async (client: Client) => told(await client.schedules.resume(schedule), onChanged);
  return statusItem(schedule, 'paused', onChanged, pause, {
    text: 'make it active again',
    send: async (client) => void (await resume(client)),
  });
}

/** @param missed what becomes of slots that passed meanwhile; absent: what the schedule says */
export function resumeItem(schedule: Schedule, onChanged: OnChanged, missed?: MissedPolicy): ActionItem {
  const resume = async (client: Client) => told(await client.schedules.resume(schedule, missed), onChanged);
  // Paused again as it was: for the same reason, until the same time.
  const how: PauseHow = {
    reason: schedule.pausedReason ?? undefined,
    until: schedule.pausedUntil ?? undefined,
  };
  return statusItem(schedule, 'active', onChanged, resume, {
    text: 'pause it again',
    send: async (client) => void told(await client.schedules.pause(schedule, how), onChanged),
  });
}

/** A run of a schedule now, whatever its rule says. The server's answer names it. */
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

export interface RemoveReactions {
  readonly onGone: (id: string) => void;
  readonly onChanged: OnChanged;
}

/**
 * Puts a schedule away; its runs stay.
 * @param canRestore whether the server can bring it back: then that is its undo, else it is held before it is sent
 */
export function removeItem(schedule: Schedule, canRestore: boolean, on: RemoveReactions): ActionItem {
  return {
    id: schedule.id,
    label: schedule.name,
    target: schedule.target,
    async send(client) {
      await client.schedules.remove(schedule);
      on.onGone(schedule.id);
      return nothingNew;
    },
    async lookUp(client) {
      const now = await getOrNull(client, schedule.id);
      if (now !== null && now.status !== 'deleting') return null;
      on.onGone(schedule.id);
      return nothingNew;
    },
    ...(canRestore
      ? {
          undo: {
            text: 'bring it back as it was',
            send: async (client: Client) => void told(await client.schedules.restore(schedule), on.onChanged),
          },
        }
      : {}),
  };
}

/** Ends a schedule for good: nothing takes that back, so it is held before it is sent. */
export function cancelScheduleItem(schedule: Schedule, onChanged: OnChanged): ActionItem {
  return {
    id: schedule.id,
    label: schedule.name,
    target: schedule.target,
    async send(client) {
      told(await client.schedules.cancel(schedule), onChanged);
      return nothingNew;
    },
    async lookUp(client) {
      const now = told(await client.schedules.get(schedule.id), onChanged);
      return now.phase === 'cancelled' ? nothingNew : null;
    },
  };
}

/**
 * Runs for the slots of a range that have none, in one batch; the server makes them one after the other.
 * @param range ISO 8601, the end not included
 * @param onBatch hears the id of the batch
 */
export function backfillItem(
  schedule: Schedule,
  range: { readonly from: string; readonly to: string },
  onBatch: (batchId: string) => void,
): ActionItem {
  let made: string | null = null;
  return {
    id: null,
    label: schedule.name,
    target: schedule.target,
    async send(client) {
      const { runIds, batchId } = await client.schedules.backfill(schedule, { ...range, dryRun: false });
      made = batchId;
      if (batchId !== null) onBatch(batchId);
      return { runs: [], note: `${runIds.length} ${runIds.length === 1 ? 'run' : 'runs'}` };
    },
    // Asked again, it goes on where it stopped: a slot has one run.
    lookUp: async () => null,
    undo: {
      text: 'cancel those of its runs that have not ended',
      async send(client) {
        if (made === null) throw new UserError('conflict', 'it made no runs');
        await client.batches.cancel(made);
      },
    },
  };
}

/** The status before is put back: nothing else of the schedule is touched. */
function statusItem(
  schedule: Schedule,
  wanted: 'active' | 'paused',
  onChanged: OnChanged,
  set: (client: Client) => Promise<Schedule>,
  undo: NonNullable<ActionItem['undo']>,
): ActionItem {
  return {
    id: schedule.id,
    label: schedule.name,
    target: schedule.target,
    async send(client) {
      const { status } = await set(client);
      return { runs: [], note: status === wanted ? null : `it is ${status}` };
    },
    async lookUp(client) {
      const now = told(await client.schedules.get(schedule.id), onChanged);
      return now.status === wanted ? nothingNew : null;
    },
    undo,
  };
}

function told(changed: Schedule, onChanged: OnChanged): Schedule {
  onChanged(changed);
  return changed;
}

async function getOrNull(client: Client, id: string): Promise<Schedule | null> {
  try {
    return await client.schedules.get(id);
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.kind === 'not-found') return null;
    throw thrown;
  }
}
