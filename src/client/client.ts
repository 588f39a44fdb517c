import type { JsonValue } from '../lib/json.ts';
import type { Attempt } from '../model/attempt.ts';
import type { Batch } from '../model/batch.ts';
import type { Capabilities } from '../model/capabilities.ts';
import type { EventLevel, RunEvent } from '../model/event.ts';
import type { ExecutorStatus } from '../model/executor-status.ts';
import type { LogChunk } from '../model/log.ts';
import type { Page, PageRequest } from '../model/page.ts';
import type { Identity, Project } from '../model/project.ts';
import type { CreateRun, Run, RunFilter } from '../model/run.ts';
import type { StatusCounts, TerminalStatus } from '../model/run-status.ts';
import type { MissedPolicy, Schedule, ScheduleChange, ScheduleDraft } from '../model/schedule.ts';
import type { ScheduleEvent } from '../model/schedule-event.ts';
import type { Backfill, PreviewRequest, ResumePreview, TimesPreview } from '../model/schedule-preview.ts';
import type { Slot } from '../model/slot.ts';
import type { SourceFault } from '../model/source-fault.ts';
import type { Target } from '../model/target.ts';
import type { LinkState } from './link-state.ts';
import type { Pace, Traffic } from './traffic.ts';

export type { LinkState };

/** What a watcher is told. Each list is a batch: apply it in one go. */
export interface WatchHandlers {
  onLink(state: LinkState): void;
  onRuns(runs: readonly Run[]): void;
  onEvents(runId: string, events: readonly RunEvent[]): void;
  /** These schedules have changed, by people or by a fire: read them again. */
  onSchedules?(ids: readonly string[]): void;
  /** The log of a followed run has grown; read on with `runs.log`. */
  onLog(runId: string, totalBytes: number): void;
  /**
   * From now on events and log growth of these runs are told; what was read of them before may lack
   * some. Not called for the runs that were followed when `onResync` is.
   */
  onFollowed(runIds: readonly string[]): void;
  /** Changes were not told, as before the first link: read again what was read. */
  onResync(): void;
}

export interface Watch {
  /** Replaces the set of runs whose events and log growth are told. */
  follow(runIds: readonly string[]): void;
  /** Tries at once instead of waiting for the next try. */
  reconnect(): void;
  close(): void;
}

/** An answer to a run that waits (contract section 4.6). */
export interface RunAnswer {
  /** What is answered, such as the id of an approval. */
  readonly id: string;
  readonly type: 'tool_result' | 'approval' | 'event' | 'input';
  readonly result: JsonValue;
  readonly isError?: boolean | undefined;
}

/** An end that is told of a run from outside (contract section 4.5). */
export interface RunEnd {
  readonly status: TerminalStatus;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
}

/** What an action on a batch did. */
export interface BatchChange {
  /** Runs that were cancelled or created. */
  readonly changed: number;
  readonly batch: Batch;
}

/** Which events of the project to read. Absent members do not filter; the default span is the last hour. */
export interface ProjectLogQuery {
  /** ISO 8601. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly level?: EventLevel | undefined;
  /** Found in the message, any case; 200 characters at most. */
  readonly text?: string | undefined;
  readonly order: 'oldest-first' | 'newest-first';
  readonly cursor?: string | undefined;
  /** 1…1,000. */
  readonly limit?: number | undefined;
}

export interface ProjectLogEntry {
  /** ISO 8601. */
  readonly at: string;
  readonly level: string;
  readonly message: string;
  /** Null where the server does not tell, as the next one. */
  readonly runId: string | null;
  readonly type: string | null;
}

/**
 * The API as the console and the verbs use it, in the words of the model. Nothing here tells which
 * kind of server is connected; `capabilities` says what it can do.
 * Methods throw `UserError`: `network`, `timeout`, `auth` and whatever the server answered.
 */
export interface Client {
  readonly apiUrl: string;
  readonly project: string;
  /** Asked once, then remembered; a server without the endpoint has the documented abilities only. */
  capabilities(): Promise<Capabilities>;
  me(): Promise<Identity>;
  resolveProject(): Promise<Project>;
  readonly runs: {
    list(filter: RunFilter, page: PageRequest): Promise<Page<Run>>;
    counts(filter: RunFilter): Promise<StatusCounts>;
    get(id: string): Promise<Run>;
    create(input: CreateRun): Promise<Run>;
    cancel(id: string): Promise<{ readonly cancelled: boolean; readonly run: Run }>;
    /**
     * A new run with the same target, config and input.
     * @param key makes asking again harmless after a lost answer: the same key, the same new run
     */
    retry(id: string, key?: string): Promise<Run>;
    /** Answers a run that waits, which then goes on; the same answer id twice is a duplicate. */
    resume(id: string, answer: RunAnswer): Promise<{ readonly duplicate: boolean }>;
    /** Ends a run that waits. @returns `completed: false` and the run unchanged when it had ended before */
    complete(id: string, end: RunEnd): Promise<{ readonly completed: boolean; readonly run: Run }>;
    attempts(id: string): Promise<readonly Attempt[]>;
    events(id: string, afterId: number, limit: number): Promise<readonly RunEvent[]>;
    log(id: string, afterByte: number, limitBytes: number): Promise<LogChunk>;
  };
  readonly batches: {
    list(page: PageRequest): Promise<Page<Batch>>;
    get(id: string): Promise<Batch>;
    /**
     * Cancels every run of it that has not ended; may take minutes for thousands. Where the server has
     * no call for it, one run after the other.
     */
    cancel(id: string): Promise<BatchChange>;
    /**
     * Creates a new run in the batch for each failed one that none repeats yet.
     * @throws UserError `unsupported` with the server's own sentence
     */
    retry(id: string): Promise<BatchChange>;
  };
  /** Events of all runs of the project, a page at a time; the next page may be empty. */
  log(query: ProjectLogQuery): Promise<Page<ProjectLogEntry>>;
  readonly schedules: {
    /** All of them; a server with cron jobs only is asked for those. @throws UserError `unsupported` where there are none */
    list(): Promise<readonly Schedule[]>;
    get(id: string): Promise<Schedule>;
    /** @throws UserError `invalid` (names the member), `unsupported` for what the server has no setting for */
    create(draft: ScheduleDraft): Promise<Schedule>;
    /**
     * Changes members of it.
     * @param schedule as it was when the change was begun: a server's record that is another one by now is not
     *   overwritten
     * @throws UserError `conflict` when it has changed since; `unsupported` for what the server cannot change
     */
    update(schedule: Schedule, change: ScheduleChange): Promise<Schedule>;
    /** It is `deleting` from then on. */
    remove(schedule: Schedule): Promise<Schedule>;
    /** Brings back what `remove` put away. @throws UserError `unsupported` where the server cannot */
    restore(schedule: Schedule): Promise<Schedule>;
    /** Ends it for good. @throws UserError `unsupported` */
    cancel(schedule: Schedule): Promise<Schedule>;
    /** @throws UserError `unsupported` where `pauseUnsupported` says why, or for a reason or an end the server can't keep */
    pause(
      schedule: Schedule,
      how?: { readonly reason?: string | undefined; readonly until?: string | undefined },
    ): Promise<Schedule>;
    /** @param missed what becomes of slots that passed meanwhile, in place of its own policy */
    resume(schedule: Schedule, missed?: MissedPolicy): Promise<Schedule>;
    /** What resuming would start. @throws UserError `unsupported` */
    previewResume(schedule: Schedule, missed?: MissedPolicy): Promise<ResumePreview>;
    /** When a proposed schedule fires, by whoever will fire it. @throws UserError `unsupported` (ability `schedulePreview`) */
    preview(request: PreviewRequest): Promise<TimesPreview>;
    /** What became of its slots, newest first. @throws UserError `unsupported` (ability `scheduleSlots`) */
    slots(id: string, page: PageRequest): Promise<Page<Slot>>;
    /** Oldest first. @throws UserError `unsupported` (ability `scheduleSlots`) */
    events(id: string, afterId: number, limit: number): Promise<readonly ScheduleEvent[]>;
    /**
     * A run for each slot of a range that has none.
     * @param range ISO 8601, the end not included; `dryRun`: only tells
     * @throws UserError `unsupported` (ability `scheduleBackfill`), `invalid` for too many
     */
    backfill(
      schedule: Schedule,
      range: { readonly from: string; readonly to: string; readonly dryRun: boolean },
    ): Promise<Backfill>;
    /** What is wrong with files that define schedules; empty where the server does not look at files. */
    sourceFaults(): Promise<readonly SourceFault[]>;
    /**
     * Creates a run of it now.
     * @param key makes a second arrival of the same request harmless, where the server takes one
     */
    trigger(schedule: Schedule, key: string): Promise<{ readonly runId: string }>;
  };
  /** What the executor is doing now. @throws UserError `unsupported` for servers that do not tell */
  executorStatus(): Promise<ExecutorStatus>;
  readonly targets: {
    list(): Promise<readonly Target[]>;
    get(name: string): Promise<Target>;
  };
  readonly traffic: Traffic;
  /** From now on as sparing as this. */
  setPace(pace: Pace): void;
  /** Starts telling changes: over the channel where the server has one, else by polling. */
  watch(handlers: WatchHandlers): Watch;
  close(): Promise<void>;
}
