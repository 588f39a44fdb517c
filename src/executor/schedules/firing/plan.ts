import { messageOf } from '../../../model/errors.ts';
import { isTerminal } from '../../../model/run-status.ts';
import { isFiring, type ScheduleRecord } from '../schedule-record.ts';
import { evaluateUntil, type UntilAnswer } from '../until.ts';
import { type DueSlots, dueSlots, nothingDue } from './due-slots.ts';
import type { TargetAnswer, TargetFinder } from './find-target.ts';
import type { FiringParts } from './firing-parts.ts';

/**
 * What was found out about a schedule before the transaction that decides it: what takes time, or asks files. It holds
 * for the record as it was read; see `stillHolds`.
 */
export interface Plan {
  readonly record: ScheduleRecord;
  readonly due: DueSlots;
  /** Null when no slot may get a run. */
  readonly target: TargetAnswer | null;
  /** What the condition says of the newest run; null where there is nothing to ask. */
  readonly until: { readonly runId: string; readonly answer: UntilAnswer } | null;
}

/** @param now epoch ms */
export async function planFor(
  parts: FiringParts,
  finder: TargetFinder,
  record: ScheduleRecord,
  now: number,
): Promise<Plan> {
  if (!isFiring(record)) return { record, due: nothingDue, target: null, until: null };
  const due = await dueSlots(record, now);
  const isAnyDue = due.missed.length + due.onTime.length > 0;
  const target = isAnyDue ? await finder.find(record) : null;
  return { record, due, target, until: await askUntil(parts, record) };
}

async function askUntil({ storage }: FiringParts, record: ScheduleRecord): Promise<Plan['until']> {
  if (record.kind !== 'ongoing' || record.until === null || record.nextSlot !== null) return null;
  const run = storage.scheduleRuns.newest(record.id);
  if (run === null || !isTerminal(run.status)) return null;
  const { output, status } = run;
  try {
    const answer = await evaluateUntil(record.until, { output, status, runs: record.runCount });
    return { runId: run.id, answer };
  } catch (error) {
    return { runId: run.id, answer: { kind: 'fault', message: messageOf(error) } };
  }
}

/** True while nobody has changed what the plan was made from: else it is made anew. */
export function stillHolds({ record }: Plan, read: ScheduleRecord): boolean {
  return (
    read.version === record.version &&
    read.nextSlot === record.nextSlot &&
    read.status === record.status &&
    read.ended === record.ended &&
    read.archivedAt === record.archivedAt &&
    read.resumedAt === record.resumedAt
  );
}

/** How much a plan has to write, in rows, roughly. */
export function weightOf({ due }: Plan): number {
  const rowsOfRun = 6;
  return 1 + due.missed.length + due.onTime.length * rowsOfRun;
}
