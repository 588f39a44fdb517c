import { scheduleBounds } from '../../../model/schedule.ts';
import { cancelInside } from '../../queue/cancel-run.ts';
import type { Pen } from '../../queue/ledger.ts';
import type { ScheduleRecord } from '../schedule-record.ts';
import { jitterMsOf } from '../wake-at.ts';
import { shortRun } from './decide-end.ts';
import { decideMissed, type LeftSlot } from './decide-missed.ts';
import { decideOverlap } from './decide-overlap.ts';
import type { FiringParts } from './firing-parts.ts';
import type { Plan } from './plan.ts';
import { leftText } from './slot-texts.ts';
import { createSlotWriter, type SlotWriter } from './slot-writer.ts';

/** One transaction in which schedules are decided. */
export interface FiringTurn {
  readonly parts: FiringParts;
  readonly pen: Pen;
  /** Epoch ms. */
  readonly now: number;
  /** Runs under way that were cancelled: their attempts are ended once all is durable. */
  readonly toEnd: { readonly runId: string; readonly by: string }[];
}

/** What became of the slots of a schedule in one transaction. */
export interface Fired {
  readonly runs: number;
  readonly missed: number;
  /** The newest slot that nobody was there for, epoch ms; null when each had a run, a reason or a pause. */
  readonly lastMissed: number | null;
}

/**
 * Decides the due slots of a schedule, each by its row: whoever comes second finds the row and does nothing.
 * @param blocked what keeps it from firing, as a person reads it; null when nothing does
 */
export function fireDue(turn: FiringTurn, record: ScheduleRecord, plan: Plan, blocked: string | null): Fired {
  const { due } = plan;
  const writer = createSlotWriter(turn.parts.storage, turn.pen, record, turn.now);
  const { fire, left } = decideMissed({
    policy: record.passed?.policy ?? record.missedPolicy,
    missed: due.missed,
    maxAgeMs: record.missedMaxAgeSeconds === null ? null : record.missedMaxAgeSeconds * 1000,
    hasOnTime: due.onTime.length > 0,
    isReplace: record.concurrencyPolicy === 'Replace',
    // A slot that waited for its jitter when the pause began passed in it, too.
    pausedFrom: record.passed === null ? null : record.passed.from - jitterMsOf(record),
    now: turn.now,
  });
  const missed = left.filter(
    (slot) => writer.leave(slot, leftText(record, slot)) && slot.outcome === 'missed',
  );
  const door = { turn, record, plan, writer, blocked };
  const slots = [
    ...fire.map((at) => ({ at, isCatchUp: true })),
    ...due.onTime.map((at) => ({ at, isCatchUp: false })),
  ];
  return {
    runs: fireEach(door, slots),
    missed: due.passedOver + missed.length,
    lastMissed: missed.findLast(({ cause }) => cause !== 'paused')?.at ?? null,
  };
}

interface Door {
  readonly turn: FiringTurn;
  readonly record: ScheduleRecord;
  readonly plan: Plan;
  readonly writer: SlotWriter;
  readonly blocked: string | null;
}

interface ChosenSlot {
  readonly at: number;
  readonly isCatchUp: boolean;
}

/** @returns how many runs were created */
function fireEach(door: Door, slots: readonly ChosenSlot[]): number {
  const { record, writer } = door;
  let runs = 0;
  for (const [index, slot] of slots.entries()) {
    const isReplaced = record.concurrencyPolicy === 'Replace' && index < slots.length - 1;
    if (isReplaced) leave(writer, slot.at, 'replaced', 'a later slot took its place');
    else if (fireOne(door, slot, record.runCount + runs)) runs++;
  }
  return runs;
}

/** @param runCount runs that the schedule has had so far */
function fireOne(door: Door, { at, isCatchUp }: ChosenSlot, runCount: number): boolean {
  const { turn, record, plan, writer, blocked } = door;
  const { storage, settings } = turn.parts;
  if (record.maxRuns !== null && runCount >= record.maxRuns) {
    return leave(writer, at, 'limit', `it has had its ${record.maxRuns} runs`);
  }
  if (blocked !== null) return leave(writer, at, 'blocked', blocked);
  if (plan.target === null || 'fault' in plan.target) {
    return leave(writer, at, 'target', plan.target?.fault ?? 'its target was not looked up');
  }
  const queued = storage.runs.queueLength();
  if (queued >= settings.limits.queueLength) {
    return leave(writer, at, 'queue-full', `the queue was full: ${queued} runs were pending or waiting`);
  }
  const underWay = storage.scheduleRuns.newestUnended(record.id)?.id ?? null;
  const overlap = decideOverlap(record.concurrencyPolicy, isCatchUp, underWay);
  if (overlap.kind === 'skip') {
    return leave(
      writer,
      at,
      'overlap',
      `run ${shortRun(overlap.because)} was still under way`,
      overlap.because,
    );
  }
  const reasonText = overlap.kind === 'replace' ? `replaced run ${shortRun(overlap.replaced)}` : null;
  const after = overlap.kind === 'fire' ? overlap.after : null;
  const cause = isCatchUp ? 'catch-up' : 'time';
  const isFired = writer.fire({ at, cause, reasonText, after }, plan.target);
  if (isFired && overlap.kind === 'replace') cancelOthers(turn, record);
  return isFired;
}

/** @returns false: it has no run */
function leave(
  writer: SlotWriter,
  at: number,
  cause: LeftSlot['cause'],
  reasonText: string,
  runId: string | null = null,
): false {
  writer.leave({ at, outcome: 'skipped', cause }, reasonText, runId);
  return false;
}

/** Runs that one slot replaces: under `Replace` there are as many only after a backfill, or where `Allow` was before. */
const mostReplaced = scheduleBounds.backfill.max;

/** Cancels every run of the schedule but the one that was just created. */
function cancelOthers({ parts, pen, toEnd }: FiringTurn, { id, name }: ScheduleRecord): void {
  const by = `schedule ${name}`;
  const newest = parts.storage.scheduleRuns.newestUnended(id)?.id;
  for (const run of parts.storage.scheduleRuns.unended(id, mostReplaced)) {
    if (run.id === newest) continue;
    const answer = cancelInside(parts, pen, run.id, { by, reasonText: `replaced by schedule ${name}` });
    if (answer.run.status === 'running') toEnd.push({ runId: run.id, by });
  }
}
