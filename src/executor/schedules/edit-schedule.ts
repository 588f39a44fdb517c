import { isoTime } from '../../lib/clock.ts';
import { isUuid } from '../../lib/id.ts';
import { UserError } from '../../model/errors.ts';
import type { Schedule, ScheduleChange, ScheduleDraft } from '../../model/schedule.ts';
import { checkPausedUntil, refusedDraft } from './check-definition.ts';
import { describeSchedule } from './describe-schedule.ts';
import { findSchedule } from './find-schedule.ts';
import { resumedRecord } from './firing/resume-record.ts';
import { resolveDefinition } from './resolve-definition.ts';
import { newRecord, paused, redefined, restored } from './schedule-changes.ts';
import {
  changedDefinition,
  definitionOf,
  differencesOf,
  type ScheduleDefinition,
  timeMembers,
} from './schedule-definition.ts';
import { readDependencies } from './schedule-dependencies.ts';
import type { ScheduleParts } from './schedule-parts.ts';
import type { ScheduleEventDraft, SchedulePen } from './schedule-pen.ts';
import type { ScheduleRecord } from './schedule-record.ts';
import {
  byWhom,
  changedSince,
  deed,
  definedInSource,
  editedEvent,
  hasEnded,
  putAway,
} from './schedule-texts.ts';

/** Attempts at a change of a schedule that others change meanwhile. */
const mostTries = 5;

/** See `Schedules.create`. */
export async function createSchedule(
  parts: ScheduleParts,
  draft: ScheduleDraft,
  by: string,
): Promise<Schedule> {
  const { storage, ledger, clock } = parts;
  const madeBefore = storedAs(parts, draft);
  if (madeBefore !== null) return describeSchedule(storage, madeBefore, clock.now());
  const { definition, problems } = await resolveDefinition(parts, definitionOf(draft), null);
  if (problems.length > 0) throw refusedDraft(problems);
  const isPaused = draft.status === 'paused';
  const until = isPaused ? (draft.pausedUntil ?? null) : null;
  const pausedUntil = until === null ? null : checkPausedUntil(until, clock.now());
  const made = { ...draft, isPaused, pausedUntil, createdBy: isUuid(by) ? by : null, source: null };
  const created = await ledger.record((pen) => {
    const first = storedAs(parts, draft);
    if (first !== null) return first;
    const record = newRecord(definition, made, clock.now());
    return pen.schedules.insert(record, createdEvent(record, by));
  });
  return describeSchedule(storage, created, clock.now());
}

/**
 * What an earlier request with the id of the draft has made.
 * @throws UserError `conflict` for what was put away since, or is another schedule
 */
function storedAs({ storage }: ScheduleParts, { id, name, when }: ScheduleDraft): ScheduleRecord | null {
  const record = id === undefined ? null : storage.schedules.get(id);
  if (record === null) return null;
  if (record.archivedAt !== null) throw putAway(record);
  if (record.name === name && record.when === when) return record;
  throw new UserError('conflict', `The id ${record.id} is that of another schedule, "${record.name}"`, {
    fix: 'Give the new one another id, or none.',
  });
}

function createdEvent(record: ScheduleRecord, by: string) {
  const { kind, when, timezone, target } = record;
  return deed('created', `Created by ${byWhom(by)}: ${when} (${timezone}) starts ${target}`, by, record, {
    kind,
    schedule: when,
    timezone,
    target,
  });
}

/** See `Schedules.update`. */
export async function updateSchedule(
  parts: ScheduleParts,
  ref: string,
  change: ScheduleChange,
  by: string,
  ifVersion: number | null,
): Promise<Schedule> {
  const { storage, clock } = parts;
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const found = findSchedule(storage.schedules, ref);
    refuseChange(parts, found, change, ifVersion);
    const wanted = changedDefinition(found, change);
    const { definition, problems } = await resolveDefinition(
      parts,
      wanted,
      found,
      differencesOf(found, wanted),
    );
    if (problems.length > 0) throw refusedDraft(problems);
    const changed = await applyChange(parts, found, { definition, change, by, ifVersion });
    if (changed === null) continue;
    return describeSchedule(storage, changed, clock.now());
  }
  throw new UserError('busy', `${ref} is being changed by others all the time`, { fix: 'Try again.' });
}

interface Edit {
  readonly definition: ScheduleDefinition;
  readonly change: ScheduleChange;
  readonly by: string;
  readonly ifVersion: number | null;
}

/** Null when somebody has changed it since it was found, and the change was made from no certain version. */
function applyChange(
  parts: ScheduleParts,
  found: ScheduleRecord,
  edit: Edit,
): Promise<ScheduleRecord | null> {
  const { storage, ledger } = parts;
  return ledger.record(({ schedules: pen }) => {
    const record = storage.schedules.get(found.id);
    if (record === null) throw new UserError('not-found', `There is no schedule ${found.id} any more`);
    if (record.version !== found.version) {
      refuseChange(parts, record, edit.change, edit.ifVersion);
      return null;
    }
    // Looked at again: two changes together may close a circle that neither of them closes.
    const { problems } = readDependencies(
      storage.schedules,
      edit.definition.dependsOn,
      record.id,
      record.dependsOn,
    );
    if (problems.length > 0) throw refusedDraft(problems);
    return writeChange(parts, pen, record, edit);
  });
}

/** @throws UserError `conflict` for what cannot be changed, or has changed since */
function refuseChange(
  { storage }: ScheduleParts,
  record: ScheduleRecord,
  change: ScheduleChange,
  ifVersion: number | null,
): void {
  if (record.definedIn === 'source') throw definedInSource(record);
  if (record.archivedAt !== null && change.status === undefined) throw putAway(record);
  if (ifVersion !== null && ifVersion !== record.version) {
    throw changedSince(storage.scheduleEvents, record, ifVersion);
  }
}

/** Writes each kind of change with an event of its own: another status, another definition, a pause. */
function writeChange(
  { storage, clock }: ScheduleParts,
  pen: SchedulePen,
  found: ScheduleRecord,
  { definition, change, by }: Edit,
): ScheduleRecord {
  const now = clock.now();
  let record = found;
  const step = (next: ScheduleRecord, eventOf: (changed: ScheduleRecord) => ScheduleEventDraft) => {
    record = { ...next, version: record.version + 1, updatedAt: isoTime(now) };
    pen.update(record, eventOf(record));
  };
  const isBroughtBack = record.archivedAt !== null && change.status !== undefined;
  if (isBroughtBack) {
    const back = restored(record, change.status ?? 'paused', now);
    step(back, (made) => deed('restored', `Brought back by ${byWhom(by)}`, by, made));
  }
  if (differencesOf(record, definition).length > 0) {
    const before = record;
    const hasRun = storage.scheduleRuns.hasUnended(record.id);
    step(redefinedOrRefused(record, definition, now, hasRun), (made) => editedEvent(before, made, by));
  }
  if (change.status === 'active' && record.status === 'paused' && !isBroughtBack) {
    if (record.ended !== null) throw hasEnded(record, 'resumed');
    step(resumedRecord(record, null, now), (made) => deed('resumed', `Resumed by ${byWhom(by)}`, by, made));
  }
  const pause = pauseOf(record, change, now);
  if (pause === null) return record;
  if (record.ended !== null) throw hasEnded(record, 'paused');
  step(paused(record, pause, now), (made) => pausedEvent(made, by));
  return record;
}

/** @throws UserError `conflict` for another time of what was cancelled: that was for good */
function redefinedOrRefused(
  record: ScheduleRecord,
  definition: ScheduleDefinition,
  now: number,
  hasRun: boolean,
): ScheduleRecord {
  const isBegunAgain = differencesOf(record, definition).some((member) => timeMembers.includes(member));
  if (record.ended === 'cancelled' && isBegunAgain) throw hasEnded(record, 'begun again');
  return redefined(record, definition, now, hasRun);
}

/** The pause that a change asks for; null for none, or for the one there is. */
function pauseOf(record: ScheduleRecord, change: ScheduleChange, now: number) {
  const isPaused = record.status === 'paused';
  if (change.status === 'active' || (!isPaused && change.status !== 'paused')) return null;
  const until = change.pausedUntil === undefined ? record.pausedUntil : change.pausedUntil;
  const reason = change.pausedReason === undefined ? record.pausedReason : change.pausedReason;
  if (isPaused && reason === record.pausedReason && until === record.pausedUntil) return null;
  return { reason, until: until === null ? null : checkPausedUntil(until, now) };
}

/** The event of a pause, or of another reason or end for it. */
export function pausedEvent(record: ScheduleRecord, by: string) {
  const { pausedReason, pausedUntil } = record;
  const until = pausedUntil === null ? '' : ` until ${pausedUntil}`;
  const why = pausedReason === null ? '' : `: ${pausedReason}`;
  return deed('paused', `Paused by ${byWhom(by)}${until}${why}`, by, record, {
    reason: pausedReason,
    until: pausedUntil,
  });
}
