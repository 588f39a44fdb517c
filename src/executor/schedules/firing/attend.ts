import { isoTime } from '../../../lib/clock.ts';
import type { ScheduleEventDraft } from '../schedule-pen.ts';
import { blockedBy } from '../schedule-phase.ts';
import { isFiring, type ScheduleRecord } from '../schedule-record.ts';
import { jitterMsOf, staleAt, withWake } from '../wake-at.ts';
import { type NextStep, nextStep } from './decide-end.ts';
import { onTimeMs } from './due-slots.ts';
import { type FiringTurn, fireDue } from './fire-due.ts';
import { type Plan, stillHolds } from './plan.ts';
import { resumedRecord } from './resume-record.ts';
import { becameStale } from './staleness.ts';

/**
 * Does for a schedule whatever is due now: ends its pause, calls it stale, fires its slots, ends it. Nothing is done
 * when somebody has changed it since the plan was made: the scheduler looks at it again.
 */
export function attend(turn: FiringTurn, plan: Plan): void {
  const { pen, now, parts } = turn;
  const read = parts.storage.schedules.get(plan.record.id);
  if (read === null || !stillHolds(plan, read)) return;
  const notes: ScheduleEventDraft[] = [];
  const changed =
    read.status === 'paused' ? afterPause(read, now, notes) : afterLook(turn, read, plan, notes);
  const record = { ...changed, reckonedAt: now };
  const isTold = notes.length > 0 || record.runCount !== read.runCount || record.nextSlot !== read.nextSlot;
  if (isTold) pen.schedules.update(record, null);
  else pen.schedules.revise(record);
  for (const note of notes) pen.schedules.append(record.id, note);
}

/** Ends a pause whose time is over. */
function afterPause(record: ScheduleRecord, now: number, notes: ScheduleEventDraft[]): ScheduleRecord {
  const { pausedUntil } = record;
  if (pausedUntil === null || Date.parse(pausedUntil) > now || record.ended !== null) return withWake(record);
  notes.push({
    type: 'schedule.resumed',
    level: 'info',
    message: `Resumed by itself: it was paused until ${pausedUntil}`,
    payload: { by: null, paused_until: pausedUntil },
  });
  return resumedRecord(record, null, now);
}

function afterLook(
  turn: FiringTurn,
  read: ScheduleRecord,
  plan: Plan,
  notes: ScheduleEventDraft[],
): ScheduleRecord {
  if (!isFiring(read)) return withWake(read);
  const stale = becameStale(read, turn.now);
  if (stale !== null) notes.push(stale.event);
  const record = stale?.record ?? read;
  const blocked = blockReason(turn, record);
  // These have one slot that counts: it waits until the others have completed, which wakes them.
  const isHeld = blocked !== null && (record.kind === 'one-off' || record.kind === 'ongoing');
  if (isHeld && isDue(record, turn.now)) return { ...record, wakeAt: staleAt(record) };
  return afterSlots(turn, afterFires(turn, record, plan, blocked, notes), plan, notes);
}

function blockReason({ parts }: FiringTurn, record: ScheduleRecord): string | null {
  const dependencies = record.dependsOn
    .map((id) => parts.storage.schedules.get(id))
    .filter((each) => each !== null);
  return blockedBy(record, dependencies);
}

function isDue(record: ScheduleRecord, now: number): boolean {
  return record.nextSlot !== null && record.nextSlot + jitterMsOf(record) <= now;
}

function afterFires(
  turn: FiringTurn,
  record: ScheduleRecord,
  plan: Plan,
  blocked: string | null,
  notes: ScheduleEventDraft[],
): ScheduleRecord {
  const { now } = turn;
  if (!isDue(record, now)) return record.passed === null ? record : { ...record, passed: null };
  if (record.kind === 'ongoing' && turn.parts.storage.scheduleRuns.hasUnended(record.id)) {
    return { ...record, nextSlot: null, passed: null };
  }
  const { runs, missed, lastMissed } = fireDue(turn, record, plan, blocked);
  if (missed > 0) notes.push(missedNote(missed, plan));
  const runCount = record.runCount + runs;
  const isEnough = record.maxRuns !== null && runCount >= record.maxRuns;
  const next = record.kind === 'ongoing' ? retryOfOngoing(runs, now) : plan.due.next;
  return {
    ...record,
    runCount,
    lastFireAt: runs > 0 ? isoTime(now) : record.lastFireAt,
    missedFires: record.missedFires + missed,
    lastMissedAt: lastMissed === null ? record.lastMissedAt : isoTime(lastMissed),
    nextSlot: isEnough ? null : next,
    passed: next !== null && next + jitterMsOf(record) <= now ? record.passed : null,
  };
}

/** What could not be started is not tried again at once: a short pause would fill the storage with slots. */
function retryOfOngoing(runs: number, now: number): number | null {
  return runs > 0 ? null : now + onTimeMs;
}

function missedNote(missed: number, { due }: Plan): ScheduleEventDraft {
  const first = due.missed[0];
  return {
    type: 'schedule.missed',
    level: 'warn',
    message: missed === 1 ? 'A slot passed without a run' : `${missed} slots passed without a run`,
    payload: { slots: missed, oldest_kept: first === undefined ? null : isoTime(first) },
  };
}

/** Ends a schedule whose last run is over, or has an ongoing one go on. */
function afterSlots(
  turn: FiringTurn,
  record: ScheduleRecord,
  plan: Plan,
  notes: ScheduleEventDraft[],
): ScheduleRecord {
  const { storage } = turn.parts;
  if (record.nextSlot !== null || storage.scheduleRuns.hasUnended(record.id)) return withWake(record);
  const slot = record.kind === 'one-off' ? storage.slots.get(record.id, Date.parse(record.when)) : null;
  const newest = storage.scheduleRuns.newest(record.id);
  const lastRun = slot?.runId === undefined || slot.runId === null ? newest : storage.runs.get(slot.runId);
  const isAsked = plan.until !== null && plan.until.runId === newest?.id;
  // Its last run has ended since the plan was made: the condition is asked first.
  if (record.kind === 'ongoing' && record.until !== null && newest !== null && !isAsked) {
    return { ...record, wakeAt: turn.now };
  }
  const until = plan.until?.answer ?? null;
  const step = nextStep(record, { lastRun, slot, until, now: turn.now });
  if (step.kind === 'go-on') return withWake({ ...record, nextSlot: step.slot });
  notes.push(endNote(step));
  return ended(turn, record, step);
}

function endNote({ ended: how, reason }: Extract<NextStep, { kind: 'end' }>): ScheduleEventDraft {
  const why = reason === null ? '' : `: ${reason}`;
  return {
    type: `schedule.${how}`,
    level: how === 'failed' ? 'error' : 'info',
    message: `${how === 'completed' ? 'Completed' : how === 'failed' ? 'Failed' : 'Cancelled'}${why}`,
    payload: { reason },
  };
}

function ended(
  { parts, now }: FiringTurn,
  record: ScheduleRecord,
  { ended: how, reason }: Extract<NextStep, { kind: 'end' }>,
): ScheduleRecord {
  if (how === 'completed') {
    for (const { id } of parts.storage.schedules.dependents(record.id)) parts.storage.schedules.wake(id, now);
  }
  return {
    ...record,
    status: 'paused',
    ended: how,
    endedReason: reason,
    completedAt: isoTime(now),
    nextSlot: null,
    wakeAt: null,
  };
}
