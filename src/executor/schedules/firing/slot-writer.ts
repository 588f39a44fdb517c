import { isoTime } from '../../../lib/clock.ts';
import type { Slot, SlotCause } from '../../../model/slot.ts';
import { acceptDependencies } from '../../queue/dependencies.ts';
import type { Pen } from '../../queue/ledger.ts';
import { alwaysKept } from '../../retention/prune-schedules.ts';
import type { Storage } from '../../storage/open-storage.ts';
import type { ScheduleRecord } from '../schedule-record.ts';
import type { LeftSlot } from './decide-missed.ts';
import { type FoundTarget, runOfSchedule } from './run-of-schedule.ts';

/** How a slot gets its run. */
export interface Fire {
  /** Epoch ms. */
  readonly at: number;
  readonly cause: Extract<SlotCause, 'time' | 'catch-up'>;
  readonly reasonText: string | null;
  readonly after: string | null;
}

/** Writes slots of one schedule, inside one transaction. */
export interface SlotWriter {
  /** @returns false when the slot was decided before: nothing is written then */
  fire(fire: Fire, target: FoundTarget): boolean;
  /** @param runId the run that is the reason; null without one. @returns false when the slot was decided before */
  leave(slot: LeftSlot, reasonText: string | null, runId?: string | null): boolean;
}

export function createSlotWriter(
  storage: Pick<Storage, 'slots' | 'dependencies' | 'projectId'>,
  pen: Pen,
  record: ScheduleRecord,
  now: number,
): SlotWriter {
  const decided = { scheduleId: record.id, decidedAt: isoTime(now) };
  return {
    fire({ at, cause, reasonText, after }, target) {
      const origin = { kind: 'slot', slot: at, after, batchId: null } as const;
      const run = runOfSchedule(record, target, origin, { projectId: storage.projectId, now });
      const slot = {
        ...decided,
        at: isoTime(at),
        outcome: 'fired',
        cause,
        reasonText,
        runId: run.id,
      } as const;
      if (!decideOnce(storage, slot, now)) return false;
      const accepted = pen.insert(run, null, {
        type: 'run.accepted',
        level: 'info',
        message: `Accepted ${run.target}`,
        payload: { target: run.target, schedule: record.id, slot: isoTime(at) },
      });
      acceptDependencies(storage, pen, accepted);
      return true;
    },
    leave: ({ at, outcome, cause }, reasonText, runId = null) =>
      decideOnce(storage, { ...decided, at: isoTime(at), outcome, cause, reasonText, runId }, now),
  };
}

/**
 * The one place where it is decided whether a slot is still to be had. A slot without a run that was decided by a clock
 * that was ahead is decided anew: else a clock set forward and back would silence the schedule for as long. One that
 * is so old that its row may have been pruned was decided: a clock set back and forward must not fire it again.
 */
function decideOnce({ slots }: Pick<Storage, 'slots'>, slot: Slot, now: number): boolean {
  if (slots.hasLater(slot.scheduleId, Date.parse(slot.at), alwaysKept, now)) return false;
  if (slots.insert(slot)) return true;
  const known = slots.get(slot.scheduleId, Date.parse(slot.at));
  return known !== null && Date.parse(known.decidedAt) > now && slots.replace(slot);
}
