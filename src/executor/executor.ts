import type { JsonObject } from '../lib/json.ts';
import type { Attempt } from '../model/attempt.ts';
import type { Batch } from '../model/batch.ts';
import type { EventLevel, RunEvent } from '../model/event.ts';
import type { ExecutorStatus } from '../model/executor-status.ts';
import type { LogChunk } from '../model/log.ts';
import type { Page, PageRequest } from '../model/page.ts';
import type { Project } from '../model/project.ts';
import type { CreateRun, Run, RunFilter } from '../model/run.ts';
import type { StatusCounts, TerminalStatus } from '../model/run-status.ts';
import type { Schedule } from '../model/schedule.ts';
import type { Target } from '../model/target.ts';
import type { ProjectFiles } from './project-files/project-files.ts';
import type { Schedules } from './schedules/schedules.ts';
import type { RunSignal } from './worker/worker-pool.ts';

/** What changed inside the executor, told after the transaction is durable. */
export type ExecutorChange =
  | { readonly kind: 'run'; readonly run: Run }
  /** Told of changes that people make and of fires, not of every look at it. */
  | { readonly kind: 'schedule'; readonly schedule: Schedule }
  | { readonly kind: 'event'; readonly event: RunEvent }
  | { readonly kind: 'log'; readonly runId: string; readonly totalBytes: number };

export interface EventQuery {
  /** Only events with a larger id. */
  readonly afterId?: number | undefined;
  /** Only events with a smaller id. */
  readonly beforeId?: number | undefined;
  readonly limit: number;
  readonly order: 'oldest-first' | 'newest-first';
}

/** What a batch-wide action did. */
export interface BatchAction {
  /** Runs that were cancelled, or that were created to repeat failed ones. */
  readonly changed: number;
  readonly batch: Batch;
}

/** Events of all runs of the project, as a log. */
export interface ProjectEventQuery extends EventQuery {
  /** Epoch milliseconds, both inclusive. */
  readonly from: number;
  readonly to: number;
  readonly level?: EventLevel | undefined;
  /** Found in the message, any case. */
  readonly text?: string | undefined;
}

/** Some of the events that were asked for. */
export interface ProjectEventPage {
  readonly events: readonly RunEvent[];
  /** How many were looked at: one page looks at a bounded number, however few of them it finds. */
  readonly scanned: number;
  /** The id to go on after (or before); null when there is nothing more. */
  readonly nextId: number | null;
}

/** An end that somebody other than the executor tells of a run (contract section 4.5). */
export interface Completion {
  readonly status: TerminalStatus;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  /** What the sender tells about it; kept in the event. */
  readonly metadata?: JsonObject | undefined;
}

/**
 * Everything the server may ask of the local executor, in the words of the model.
 * A reference to a run is its id or any unambiguous prefix of it.
 * Methods throw `UserError`: `not-found`, `ambiguous`, `invalid`, `storage`.
 */
export interface Executor {
  readonly project: Project;
  readonly files: ProjectFiles;
  readonly schedules: Schedules;
  /**
   * Accepts a run; the answer comes after the row and its event are durable.
   * @throws UserError `not-found` for an unknown target (names the nearest ones), `invalid` for a
   *   broken target, a number out of bounds or a config that the input schema refuses
   */
  createRun(input: CreateRun): Promise<{ readonly run: Run; readonly duplicate: boolean }>;
  getRun(ref: string): Run;
  /**
   * Newest first; large members are left out (`Run.omitted`).
   * @throws UserError `invalid` for a cursor that is not ours
   */
  listRuns(filter: RunFilter, page: PageRequest): Page<Run>;
  countRuns(filter: RunFilter): StatusCounts;
  listAttempts(ref: string): readonly Attempt[];
  listEvents(ref: string, query: EventQuery): readonly RunEvent[];
  /** @param afterByte negative: that many bytes before the end, from the next line start */
  readLog(ref: string, afterByte: number, limitBytes: number): Promise<LogChunk>;
  /** A terminal run is answered unchanged with `cancelled: false`. */
  cancelRun(ref: string, by: string): Promise<{ readonly cancelled: boolean; readonly run: Run }>;
  /** A new run with the same target, config and input that links back. @throws UserError `conflict` for a run that has not ended */
  retryRun(ref: string): Promise<Run>;
  /**
   * Answers a waiting run (contract section 4.6), which then goes on.
   * @returns `duplicate: true` when the same signal id was sent before; nothing happens then
   * @throws UserError `conflict` for a run that does not wait for such an answer
   */
  resumeRun(ref: string, signal: RunSignal): Promise<{ readonly duplicate: boolean; readonly run: Run }>;
  /**
   * Ends a run that waits, in the name of somebody else. A terminal one is answered unchanged with
   * `completed: false`.
   * @throws UserError `conflict` for a run that this executor is executing or about to
   */
  completeRun(
    ref: string,
    completion: Completion,
    by: string,
  ): Promise<{ readonly completed: boolean; readonly run: Run }>;
  /** Newest or oldest first over all runs. */
  listProjectEvents(query: ProjectEventQuery): ProjectEventPage;
  /** Cancels every run of the batch that has not ended, in groups, so that others are not held up. */
  cancelBatch(id: string, by: string): Promise<BatchAction>;
  /** Creates a new run in the batch for each failed one that no later run repeats. */
  retryBatch(id: string): Promise<BatchAction>;
  listBatches(page: PageRequest): Page<Batch>;
  getBatch(id: string): Batch;
  listTargets(): Promise<readonly Target[]>;
  /** Both spellings of a nested id are accepted: `task:reports/weekly` and `task:reports-weekly`. */
  getTarget(name: string): Promise<Target>;
  /** What is under way now, and what the limits are. */
  status(): ExecutorStatus;
  /** Runs that are pending, running or waiting. */
  activeRuns(): number;
  subscribe(listener: (change: ExecutorChange) => void): () => void;
}
