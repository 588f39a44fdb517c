import type { Attempt } from '../model/attempt.ts';
import type { Batch } from '../model/batch.ts';
import type { RunEvent } from '../model/event.ts';
import type { LogChunk } from '../model/log.ts';
import type { Page, PageRequest } from '../model/page.ts';
import type { Project } from '../model/project.ts';
import type { CreateRun, Run, RunFilter } from '../model/run.ts';
import type { StatusCounts } from '../model/run-status.ts';
import type { Target } from '../model/target.ts';

/** What changed inside the executor, told after the transaction is durable. */
export type ExecutorChange =
  | { readonly kind: 'run'; readonly run: Run }
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

/**
 * Everything the server may ask of the local executor, in the words of the model.
 * A reference to a run is its id or any unambiguous prefix of it.
 * Methods throw `UserError`: `not-found`, `ambiguous`, `invalid`, `storage`.
 */
export interface Executor {
  readonly project: Project;
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
  listBatches(page: PageRequest): Page<Batch>;
  getBatch(id: string): Batch;
  listTargets(): Promise<readonly Target[]>;
  /** Both spellings of a nested id are accepted: `task:reports/weekly` and `task:reports-weekly`. */
  getTarget(name: string): Promise<Target>;
  /** Runs that are pending, running or waiting. */
  activeRuns(): number;
  subscribe(listener: (change: ExecutorChange) => void): () => void;
}
