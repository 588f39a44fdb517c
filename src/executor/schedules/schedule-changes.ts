import { isoTime } from '../../lib/clock.ts';
import { newId } from '../../lib/id.ts';
import type { ScheduleDraft } from '../../model/schedule.ts';
import { resumedRecord } from './firing/resume-record.ts';
import { nextSlot } from './next-slot.ts';
import {
  anchoringMembers,
  differencesOf,
  type ScheduleDefinition,
  timeMembers,
} from './schedule-definition.ts';
import { isFiring, type ScheduleRecord } from './schedule-record.ts';
import { jitterMsOf, wakeAtOf } from './wake-at.ts';

/** A time that was to come when it was asked for may have passed by so much. */
const leewayMs = 60_000;

/** Members of a new schedule that no definition has. */
export type NewSchedule = Pick<ScheduleDraft, 'id' | 'environmentId' | 'branchId' | 'pausedReason'> &
  Pick<ScheduleRecord, 'createdBy'> & {
    readonly source: Pick<ScheduleRecord, 'sourceTriggerId' | 'sourcePath' | 'sourceHash'> | null;
    /** Epoch ms; not null: it begins paused. */
    readonly pausedUntil: number | null;
    readonly isPaused: boolean;
  };

/** The record of a schedule that was just created. @param now epoch ms */
export function newRecord(definition: ScheduleDefinition, made: NewSchedule, now: number): ScheduleRecord {
  const createdAt = isoTime(now);
  const { isPaused } = made;
  return reckoned(
    {
      ...definition,
      id: made.id ?? newId(),
      environmentId: made.environmentId ?? null,
      branchId: made.branchId ?? null,
      status: isPaused ? 'paused' : 'active',
      pausedReason: isPaused ? (made.pausedReason ?? null) : null,
      pausedAt: isPaused ? createdAt : null,
      pausedUntil: isPaused && made.pausedUntil !== null ? isoTime(made.pausedUntil) : null,
      ...untouched,
      reckonedAt: now,
      anchoredAt: now,
      definedIn: made.source === null ? 'manual' : 'source',
      sourceTriggerId: made.source?.sourceTriggerId ?? null,
      sourcePath: made.source?.sourcePath ?? null,
      sourceHash: made.source?.sourceHash ?? null,
      createdBy: made.createdBy,
      createdAt,
      updatedAt: createdAt,
      version: 1,
    },
    now,
    false,
  );
}

const untouched = {
  ended: null,
  endedReason: null,
  completedAt: null,
  archivedAt: null,
  resumedAt: null,
  passed: null,
  runCount: 0,
  missedFires: 0,
  lastMissedAt: null,
  failuresInRow: 0,
  lastFireAt: null,
  lastSuccessAt: null,
  lastFailure: null,
  staleSince: null,
  nextSlot: null,
  wakeAt: null,
} as const satisfies Partial<ScheduleRecord>;

/**
 * The record with its next slot reckoned from now: what was due before is left, but for a slot that is under way.
 * @param hasRun a run of it has not ended: the next slot of an ongoing one comes after it
 */
function reckoned(record: ScheduleRecord, now: number, hasRun: boolean): ScheduleRecord {
  const after = record.kind === 'one-off' ? now - leewayMs : now;
  const slot =
    record.kind === 'ongoing' && hasRun ? null : (slotUnderWay(record, now) ?? nextSlot(record, after));
  return awakened({ ...record, nextSlot: slot, reckonedAt: now, passed: null }, now);
}

/**
 * A slot that waits for its jitter, or is about to be fired, and that the rule has as before: an edit does not lose it.
 * @param record with the next slot from before the edit
 */
function slotUnderWay(record: ScheduleRecord, now: number): number | null {
  const { nextSlot: slot } = record;
  if (slot === null || slot > now || record.kind === 'ongoing' || !isFiring(record)) return null;
  const isLate = slot + jitterMsOf(record) + leewayMs < now;
  return !isLate && nextSlot(record, slot - 1) === slot ? slot : null;
}

/** Looked at when its times say so; at once when it will never fire again, so that its end is told. */
function awakened(record: ScheduleRecord, now: number): ScheduleRecord {
  const isOver = isFiring(record) && record.nextSlot === null;
  return { ...record, wakeAt: isOver || record.passed !== null ? now : wakeAtOf(record) };
}

/**
 * The record with another definition. What has happened stays; a changed time rule is reckoned from now, and begins
 * again what had completed or failed.
 */
export function redefined(
  record: ScheduleRecord,
  definition: ScheduleDefinition,
  now: number,
  hasRun: boolean,
): ScheduleRecord {
  const changed = differencesOf(record, definition);
  const next = { ...record, ...definition };
  // A longer budget may make it fresh again; what is still stale is found stale again at once.
  const fresh = changed.includes('maxStalenessSeconds') ? { ...next, staleSince: null } : next;
  if (!changed.some((member) => timeMembers.includes(member))) return awakened(fresh, now);
  const isCountedAnew = changed.some((member) => anchoringMembers.includes(member));
  const anchored = isCountedAnew ? { ...fresh, anchoredAt: now } : fresh;
  return reckoned(record.ended === 'cancelled' ? anchored : begunAgain(anchored, now), now, hasRun);
}

function begunAgain(record: ScheduleRecord, now: number): ScheduleRecord {
  if (record.ended === null) return record;
  return {
    ...record,
    status: 'active',
    ended: null,
    endedReason: null,
    completedAt: null,
    pausedAt: null,
    failuresInRow: 0,
    // Its last success may be long ago: what counts is what it does from now on.
    resumedAt: now,
    staleSince: null,
  };
}

/** @param until epoch ms */
export function paused(
  record: ScheduleRecord,
  { reason, until }: { readonly reason: string | null; readonly until: number | null },
  now: number,
): ScheduleRecord {
  return awakened(
    {
      ...record,
      status: 'paused',
      pausedReason: reason,
      pausedAt: record.status === 'paused' ? record.pausedAt : isoTime(now),
      pausedUntil: until === null ? null : isoTime(until),
    },
    now,
  );
}

export function cancelled(record: ScheduleRecord, by: string, now: number): ScheduleRecord {
  return {
    ...record,
    status: 'paused',
    ended: 'cancelled',
    endedReason: `cancelled by ${by}`,
    completedAt: isoTime(now),
    pausedUntil: null,
    nextSlot: null,
    passed: null,
    staleSince: null,
    wakeAt: null,
  };
}

export function archived(record: ScheduleRecord, now: number): ScheduleRecord {
  return { ...record, status: 'deleting', archivedAt: now, wakeAt: null };
}

/** One that was put away, as it was before; slots that passed meanwhile have no run. */
export function restored(record: ScheduleRecord, status: 'active' | 'paused', now: number): ScheduleRecord {
  const { archivedAt, ...kept } = record;
  const since = isoTime(archivedAt ?? now);
  const back: ScheduleRecord = {
    ...kept,
    archivedAt: null,
    status: 'paused',
    pausedAt: record.pausedAt ?? since,
  };
  if (status === 'active' && record.ended === null) return resumedRecord(back, 'skip', now);
  return awakened(back, now);
}
