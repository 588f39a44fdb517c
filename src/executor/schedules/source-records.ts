import { isoTime } from '../../lib/clock.ts';
import type { Schedule, ScheduleDraft } from '../../model/schedule.ts';
import { refusedDraft } from './check-definition.ts';
import { describeSchedule } from './describe-schedule.ts';
import { resolveDefinition } from './resolve-definition.ts';
import { archived, newRecord, redefined, restored } from './schedule-changes.ts';
import { definitionOf, differencesOf, type ScheduleDefinition } from './schedule-definition.ts';
import type { ScheduleParts } from './schedule-parts.ts';
import type { SchedulePen } from './schedule-pen.ts';
import type { ScheduleRecord } from './schedule-record.ts';
import { deed, editedEvent } from './schedule-texts.ts';

/** A schedule as a file of the project defines it. */
export interface SourceSchedule {
  /** The id in the file: two definitions with the same one are the same schedule. */
  readonly triggerId: string;
  /** Below the project folder. */
  readonly sourcePath: string;
  /** Of the definition: as long as it is the same there is nothing to do. */
  readonly sourceHash: string;
  readonly draft: ScheduleDraft;
}

/**
 * Takes over what a file says now. What has happened to the schedule stays, and so does a pause: both are no matter of
 * the file. One whose file was gone for a while is the same one again.
 * @throws UserError `invalid` (with `problems`) for a definition that is not usable: the one before stays in force
 */
export async function putSourceSchedule(parts: ScheduleParts, source: SourceSchedule): Promise<Schedule> {
  const { storage, ledger, clock } = parts;
  const told = (record: ScheduleRecord) => describeSchedule(storage, record, clock.now());
  const known = storage.schedules.ofSource(source.triggerId);
  if (known !== null && isSame(known, source)) return told(known);
  const before = known ?? storage.schedules.putAwayOfSource(source.triggerId);
  const { definition, problems } = await resolveDefinition(parts, definitionOf(source.draft), before);
  if (problems.length > 0) throw refusedDraft(problems);
  const record = await ledger.record((pen) => {
    const found =
      storage.schedules.ofSource(source.triggerId) ?? storage.schedules.putAwayOfSource(source.triggerId);
    if (found === null) return insertSource(pen.schedules, source, definition, clock.now());
    const hasRun = storage.scheduleRuns.hasUnended(found.id);
    return rewriteSource(pen.schedules, found, source, redefinedBy(definition, hasRun), clock.now());
  });
  return told(record);
}

/** Puts away the schedule of a definition that is gone; its runs stay. Null when there is none. */
export async function removeSourceSchedule(
  parts: ScheduleParts,
  triggerId: string,
): Promise<Schedule | null> {
  const { storage, ledger, clock } = parts;
  const removed = await ledger.record((pen) => {
    const record = storage.schedules.ofSource(triggerId);
    if (record === null) return null;
    const next = changed(archived(record, clock.now()), clock.now());
    const file = record.sourcePath ?? 'its file';
    return pen.schedules.update(next, deed('deleted', `It is not defined in ${file} any more`, file, next));
  });
  return removed === null ? null : describeSchedule(storage, removed, clock.now());
}

function isSame(record: ScheduleRecord, { sourceHash, sourcePath }: SourceSchedule): boolean {
  return record.sourceHash === sourceHash && record.sourcePath === sourcePath;
}

function insertSource(
  pen: SchedulePen,
  { triggerId, sourcePath, sourceHash, draft }: SourceSchedule,
  definition: ScheduleDefinition,
  now: number,
): ScheduleRecord {
  const source = { sourceTriggerId: triggerId, sourcePath, sourceHash };
  const made = { ...draft, isPaused: false, pausedUntil: null, createdBy: null, source };
  const record = newRecord(definition, made, now);
  return pen.insert(record, deed('created', `Found in ${sourcePath}`, sourcePath, record));
}

function redefinedBy(definition: ScheduleDefinition, hasRun: boolean) {
  return (record: ScheduleRecord, now: number) => redefined(record, definition, now, hasRun);
}

function rewriteSource(
  pen: SchedulePen,
  found: ScheduleRecord,
  { sourcePath, sourceHash }: SourceSchedule,
  redefine: (record: ScheduleRecord, now: number) => ScheduleRecord,
  now: number,
): ScheduleRecord {
  let record = found;
  if (record.archivedAt !== null) {
    const back = restored(record, record.pausedAt === null ? 'active' : 'paused', now);
    record = changed(back, now);
    pen.update(record, deed('restored', `It is defined in ${sourcePath} again`, sourcePath, record));
  }
  const next = changed({ ...redefine(record, now), sourcePath, sourceHash }, now);
  const isEdited = differencesOf(record, next).length > 0;
  return pen.update(next, isEdited ? editedEvent(record, next, sourcePath) : null);
}

function changed(record: ScheduleRecord, now: number): ScheduleRecord {
  return { ...record, version: record.version + 1, updatedAt: isoTime(now) };
}
