import { isoTime } from '../../lib/clock.ts';
import { UserError } from '../../model/errors.ts';
import type { MissedPolicy, Schedule } from '../../model/schedule.ts';
import type { ResumePreview } from '../../model/schedule-preview.ts';
import { checkPausedUntil } from './check-definition.ts';
import { describeSchedule } from './describe-schedule.ts';
import { pausedEvent } from './edit-schedule.ts';
import { findSchedule } from './find-schedule.ts';
import { decideMissed } from './firing/decide-missed.ts';
import { dueSlots } from './firing/due-slots.ts';
import { resumedRecord } from './firing/resume-record.ts';
import { nextSlot } from './next-slot.ts';
import { archived, cancelled, paused } from './schedule-changes.ts';
import type { ScheduleParts } from './schedule-parts.ts';
import type { ScheduleEventDraft } from './schedule-pen.ts';
import type { ScheduleRecord } from './schedule-record.ts';
import { byWhom, deed, definedInSource, hasEnded, putAway } from './schedule-texts.ts';
import type { Schedules } from './schedules.ts';
import { jitterMsOf } from './wake-at.ts';

/** Fires of a resume that are told; it may make more, and no more slots are counted then. */
const mostTold = 1000;

/** What is done to a schedule as a whole. See `Schedules`. */
export function scheduleActions(
  parts: ScheduleParts,
): Pick<Schedules, 'pause' | 'previewResume' | 'resume' | 'cancel' | 'remove'> {
  const { storage, clock } = parts;
  const act = (
    ref: string,
    change: (record: ScheduleRecord, now: number) => ScheduleRecord | null,
    eventOf: (record: ScheduleRecord) => ScheduleEventDraft,
  ) => actOn(parts, ref, change, eventOf);
  return {
    async pause(ref, how, by) {
      const until = how.until === null ? null : checkPausedUntil(how.until, clock.now());
      const change = (record: ScheduleRecord, now: number) => {
        refuseEnded(record, 'paused');
        return isPausedSo(record, how.reason, until)
          ? null
          : paused(record, { reason: how.reason, until }, now);
      };
      return act(ref, change, (record) => pausedEvent(record, by));
    },
    async previewResume(ref, missed) {
      return previewOf(findSchedule(storage.schedules, ref), missed, clock.now());
    },
    resume(ref, missed, by) {
      const change = (record: ScheduleRecord, now: number) => {
        refuseEnded(record, 'resumed');
        return record.status === 'paused' ? resumedRecord(record, missed, now) : null;
      };
      return act(ref, change, (record) =>
        deed('resumed', `Resumed by ${byWhom(by)}`, by, record, {
          missed_policy: missed ?? record.missedPolicy,
        }),
      );
    },
    cancel(ref, by) {
      const change = (record: ScheduleRecord, now: number) => {
        if (record.definedIn === 'source') throw definedInSource(record);
        if (record.archivedAt === null && record.ended === 'cancelled') return null;
        refuseEnded(record, 'cancelled');
        return cancelled(record, byWhom(by), now);
      };
      return act(ref, change, (record) =>
        deed('cancelled', `Cancelled by ${byWhom(by)}; runs that have begun go on`, by, record),
      );
    },
    remove(ref, by) {
      const change = (record: ScheduleRecord, now: number) => {
        if (record.definedIn === 'source') throw definedInSource(record);
        return record.archivedAt === null ? archived(record, now) : null;
      };
      return act(ref, change, (record) =>
        deed('deleted', `Deleted by ${byWhom(by)}; its runs stay`, by, record),
      );
    },
  };
}

/** @param change answers null when there is nothing to change */
async function actOn(
  { storage, ledger, clock }: ScheduleParts,
  ref: string,
  change: (record: ScheduleRecord, now: number) => ScheduleRecord | null,
  eventOf: (record: ScheduleRecord) => ScheduleEventDraft,
): Promise<Schedule> {
  const { id } = findSchedule(storage.schedules, ref);
  const acted = await ledger.record((pen) => {
    const record = storage.schedules.get(id);
    if (record === null) throw new UserError('not-found', `There is no schedule ${id} any more`);
    const now = clock.now();
    const changed = change(record, now);
    if (changed === null) return record;
    const next = { ...changed, version: record.version + 1, updatedAt: isoTime(now) };
    return pen.schedules.update(next, eventOf(next));
  });
  return describeSchedule(storage, acted, clock.now());
}

/** True for the pause that is asked for: asking again, as after a lost answer, changes nothing. */
function isPausedSo(
  { status, pausedReason, pausedUntil }: ScheduleRecord,
  reason: string | null,
  until: number | null,
): boolean {
  return status === 'paused' && pausedReason === reason && pausedUntil === isoOrNull(until);
}

function refuseEnded(record: ScheduleRecord, what: string): void {
  if (record.archivedAt !== null) throw putAway(record);
  if (record.ended !== null) throw hasEnded(record, what);
}

async function previewOf(
  record: ScheduleRecord,
  missed: MissedPolicy | null,
  now: number,
): Promise<ResumePreview> {
  const next = isoOrNull(nextSlot(record, now));
  if (record.status !== 'paused' || record.ended !== null) return { missed: 0, startsNow: [], next };
  let resumed: ScheduleRecord = {
    ...resumedRecord(record, missed, now),
    nextSlot: oldestCounted(record, now),
  };
  const starts: number[] = [];
  let count = 0;
  for (;;) {
    const due = await dueSlots(resumed, now);
    count += due.passedOver + due.missed.length + due.onTime.length;
    starts.push(...firesOf(resumed, due.missed, due.onTime, now), ...due.onTime);
    // A slot that has come and waits for its jitter is not due yet.
    const isMore = due.next !== null && due.next + jitterMsOf(resumed) <= now && resumed.kind !== 'ongoing';
    if (!isMore || starts.length >= mostTold) break;
    resumed = { ...resumed, nextSlot: due.next };
  }
  const left = record.maxRuns === null ? mostTold : record.maxRuns - record.runCount;
  return { missed: count, startsNow: starts.slice(0, Math.max(0, left)).map(isoTime), next };
}

/** The first slot that is not decided and not too old to be caught up. */
function oldestCounted(record: ScheduleRecord, now: number): number | null {
  const { nextSlot: first, missedMaxAgeSeconds: maxAge } = record;
  if (first === null || maxAge === null || first >= now - maxAge * 1000) return first;
  return nextSlot(record, now - maxAge * 1000 - 1);
}

function firesOf(
  { passed, missedPolicy, missedMaxAgeSeconds, concurrencyPolicy }: ScheduleRecord,
  missed: readonly number[],
  onTime: readonly number[],
  now: number,
): readonly number[] {
  return decideMissed({
    policy: passed?.policy ?? missedPolicy,
    missed,
    maxAgeMs: missedMaxAgeSeconds === null ? null : missedMaxAgeSeconds * 1000,
    hasOnTime: onTime.length > 0,
    isReplace: concurrencyPolicy === 'Replace',
    pausedFrom: passed?.from ?? null,
    now,
  }).fire;
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : isoTime(at);
}
