import type { Page, PageRequest } from '../../model/page.ts';
import type { Run } from '../../model/run.ts';
import type {
  MissedPolicy,
  Schedule,
  ScheduleChange,
  ScheduleDraft,
  ScheduleStatus,
} from '../../model/schedule.ts';
import type { ScheduleEvent } from '../../model/schedule-event.ts';
import type { Backfill, PreviewRequest, ResumePreview, TimesPreview } from '../../model/schedule-preview.ts';
import type { Slot } from '../../model/slot.ts';
import type { SourceFault } from '../../model/source-fault.ts';

/** Which schedules to list. Absent members do not filter; without a status those that were deleted are left out. */
export interface ScheduleFilter {
  readonly status?: ScheduleStatus | undefined;
  readonly sourceTriggerId?: string | undefined;
  readonly environmentId?: string | undefined;
  /** Only those that the older generation can tell of: with a cron. */
  readonly onlyScheduled?: boolean | undefined;
}

/**
 * Schedules of the local executor. A reference is an id, any unambiguous beginning or ending of one, or a name.
 * Methods throw `UserError`: `not-found`, `ambiguous`, `invalid` (names the member, and the field and position of a
 * cron), `conflict`, `storage`.
 */
export interface Schedules {
  /** Newest first. */
  list(filter: ScheduleFilter, page: PageRequest): Page<Schedule>;
  get(ref: string): Schedule;
  /**
   * A draft with the id of one that is there makes no second one: that is answered as it is now.
   * @param by who asks, as it is to be read on the record
   */
  create(draft: ScheduleDraft, by: string): Promise<Schedule>;
  /**
   * @param ifVersion the version that the change was made from; null: whatever it is now
   * @throws UserError `conflict` when the schedule has changed since (tells who, when and what), or is defined in a
   *   file of the project (says which)
   */
  update(ref: string, change: ScheduleChange, by: string, ifVersion: number | null): Promise<Schedule>;
  /** A paused one is answered with the new reason and end. */
  pause(
    ref: string,
    how: { readonly reason: string | null; readonly until: string | null },
    by: string,
  ): Promise<Schedule>;
  /** What `resume` would do. @param missed in place of the schedule's own policy */
  previewResume(ref: string, missed: MissedPolicy | null): Promise<ResumePreview>;
  resume(ref: string, missed: MissedPolicy | null, by: string): Promise<Schedule>;
  /** Ends it for good; runs that have begun go on. */
  cancel(ref: string, by: string): Promise<Schedule>;
  /**
   * Puts it away: it fires no more, is `deleting` from then on and in no list; its runs stay. `update` with a status
   * brings it back.
   */
  remove(ref: string, by: string): Promise<Schedule>;
  /**
   * Creates a run now, whatever the time rule says; also of a paused one.
   * @param key a second call with the same key answers the first run
   */
  trigger(
    ref: string,
    how: { readonly key: string | null; readonly name: string | null },
    by: string,
  ): Promise<{ readonly run: Run; readonly schedule: Schedule; readonly duplicate: boolean }>;
  /** Newest first. */
  listSlots(ref: string, page: PageRequest): Page<Slot>;
  /** Oldest first, above that id. */
  listEvents(ref: string, afterId: number, limit: number): readonly ScheduleEvent[];
  /** When a proposed schedule would fire. Never throws for what is wrong with the draft: it answers the problems. */
  preview(request: PreviewRequest): Promise<TimesPreview>;
  /**
   * Creates a run for each slot of a range that has none, one after the other, in one batch.
   * @param range ISO 8601, the end not included
   * @param dryRun true: only tells what it would do
   * @throws UserError `invalid` for more slots than `scheduleBounds.backfill.max`, `unsupported` for an ongoing one
   */
  backfill(
    ref: string,
    range: { readonly from: string; readonly to: string; readonly dryRun: boolean },
    by: string,
  ): Promise<Backfill>;
  /** What is wrong with the files of `schedules/`, by path and line. Empty without such a folder. */
  sourceFaults(): readonly SourceFault[];
}
