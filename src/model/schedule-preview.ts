import type { ScheduleChange, ScheduleDraft } from './schedule.ts';

/** What is wrong with a member of a draft. */
export interface DraftProblem {
  readonly member: keyof ScheduleDraft;
  /** Which of the five fields, and the characters of `when` that are meant; null where it is not about those. */
  readonly field: 'minute' | 'hour' | 'day of month' | 'month' | 'weekday' | null;
  readonly from: number | null;
  readonly to: number | null;
  /** What is wrong and what is allowed. */
  readonly message: string;
}

/** A wall-clock time of the rule that the zone's clocks skip or show twice. */
export interface ClockChange {
  readonly kind: 'skipped' | 'repeated';
  /** The wall-clock time as the rule means it: `2027-03-28T02:30`. */
  readonly wallTime: string;
  /** When it fires all the same, ISO 8601 UTC; none, one or two instants. */
  readonly fires: readonly string[];
  /** What this rule does, in one sentence. */
  readonly text: string;
}

/** Another rule that avoids something, and how it reads: `03:30 local`. */
export interface Suggestion {
  readonly when: string;
  readonly timezone: string;
  readonly text: string;
}

/** When a rule fires, as whoever fires it reckons. Instants are ISO 8601 UTC. */
export interface TimesPreview {
  /** Empty when it may be saved; the other members say nothing when it is not. */
  readonly problems: readonly DraftProblem[];
  /** The next ones, as many as were asked for. */
  readonly fires: readonly string[];
  /** In the next 365 days; null when that is not known beforehand (ongoing). */
  readonly firesInYear: number | null;
  /** Seconds between two fires of the next year, the shortest; null with less than two. */
  readonly shortestGapSeconds: number | null;
  /** True when it can never fire, as on 31 February. */
  readonly neverFires: boolean;
  /** Within 13 months. */
  readonly clockChanges: readonly ClockChange[];
  /** A rule that meets no clock change, when this one does. */
  readonly safer: Suggestion | null;
  /** Both day fields are set: what each of them alone would fire next. Null otherwise. */
  readonly dayReadings: {
    readonly dayOfMonth: readonly string[];
    readonly weekday: readonly string[];
  } | null;
  /** Other schedules of the project that start in the same minutes; null where nobody knows. */
  readonly load: LoadPreview | null;
}

/** How many schedules start in the same minutes in the next 7 days. */
export interface LoadPreview {
  /** The fullest minutes of the rule, fullest first. */
  readonly minutes: readonly {
    /** ISO 8601 UTC. */
    readonly at: string;
    /** Names of the other schedules, the first few. */
    readonly names: readonly string[];
    /** How many start then, this one included. */
    readonly starts: number;
  }[];
  /** The nearest minute in which fewer start, as a rule; null when there is none. */
  readonly quieter: Suggestion | null;
}

/** What is asked of a preview. */
export interface PreviewRequest {
  readonly draft: Pick<ScheduleDraft, 'when'> & ScheduleChange;
  /** The schedule that is edited: it does not clash with itself. */
  readonly scheduleId?: string | undefined;
  /** ISO 8601; default now. */
  readonly from?: string | undefined;
  /** 1…100; default 5. */
  readonly count?: number | undefined;
}

/** What resuming a paused schedule would do. */
export interface ResumePreview {
  /** Slots that passed while it was paused, within the maximum age. */
  readonly missed: number;
  /** Slots of those that would get a run at once, by the policy asked about. */
  readonly startsNow: readonly string[];
  readonly next: string | null;
}

/** What a backfill would do, or did. */
export interface Backfill {
  /** Slots of the range without a run. */
  readonly slots: readonly string[];
  /** Slots of the range that have one already. */
  readonly alreadyFired: number;
  /** Runs that were created; empty when it was only asked. */
  readonly runIds: readonly string[];
  /** Groups the runs; null when it was only asked. */
  readonly batchId: string | null;
}
