import type { JsonObject, JsonValue } from '../../lib/json.ts';
import type { Service } from '../../lib/service.ts';
import type { EventLevel } from '../../model/event.ts';
import type { RunError, RunKind } from '../../model/run.ts';
import type { RunReason } from '../../model/run-status.ts';
import type { Isolation } from '../../model/target.ts';

/** Everything a child needs to execute one attempt. Paths are absolute. */
export interface AttemptSpec {
  readonly runId: string;
  /** Counts from 1. */
  readonly attempt: number;
  readonly kind: RunKind;
  readonly target: string;
  readonly sourceFile: string;
  /** `shared`: in a warm child that other runs of the same target use before and after. */
  readonly isolation: Isolation;
  readonly projectDir: string;
  readonly projectId: string;
  readonly environmentId: string | null;
  readonly batchId: string | null;
  /** The slot of its schedule that it is for, ISO 8601; null for every other run. */
  readonly slot: string | null;
  readonly config: JsonObject;
  readonly input: JsonValue;
  readonly timeoutMs: number;
  /** Resident memory of the child's process group, in bytes; above it the attempt is ended. */
  readonly memoryLimitBytes: number;
  /** Bytes of the run's whole log; what comes after is not kept. */
  readonly logLimitBytes: number;
  /** Bytes of JSON that the target may return. */
  readonly outputLimitBytes: number;
  /** What was sent to the run while it waited, oldest first. */
  readonly signals: readonly RunSignal[];
}

/** An answer that a waiting run was sent (contract section 4.6). */
export interface RunSignal {
  /** Chosen by the sender, such as the id of an approval. */
  readonly id: string;
  readonly type: string;
  readonly payload: JsonValue;
  readonly isError: boolean;
}

/** What a target says about a further try after it has failed. */
export type RetryWish =
  | { readonly kind: 'never' }
  /** Milliseconds from the end of the attempt. */
  | { readonly kind: 'after'; readonly delayMs: number };

/** What a run waits for that has not ended: it gives its child back and goes on when it is told to. */
export interface Wait {
  /** `approval`, `event`, `input` or `tool` (contract section 4.7), or `delay`. */
  readonly reason: string;
  /** What a person needs to know in order to answer. */
  readonly detail: JsonValue;
  /** Goes on by itself at this time, epoch milliseconds; null for never. */
  readonly until: number | null;
}

/** How an attempt ended, in one shape for good and bad ends. */
export interface AttemptOutcome {
  readonly reason: RunReason;
  readonly output: JsonValue;
  readonly error: RunError | null;
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Null when the target said nothing. */
  readonly retry: RetryWish | null;
  /** Not null: the target did not end, it waits; `reason` is `ok` then. */
  readonly waiting: Wait | null;
}

/** What was measured of an attempt. */
export interface AttemptFacts {
  /** Where its part of the run's log starts and ends, in bytes; null for an attempt that never had one. */
  readonly log: { readonly from: number; readonly to: number } | null;
  readonly peakMemoryBytes: number | null;
}

/** An event that the target's own code sent. */
export interface TaskEvent {
  readonly type: string;
  readonly level: EventLevel;
  readonly message: string;
  readonly payload: JsonValue;
}

/** Identifies a process for certain: a pid alone may have been given to another process since. */
export interface ProcessId {
  readonly pid: number;
  /** Start time as the system tells it: clock ticks and the boot they count from on Linux, `ps` text on macOS. */
  readonly startTime: string;
}

export interface AttemptHooks {
  /** No user code runs before this resolves: the pid must be durable first. */
  onReady(process: ProcessId): Promise<void>;
  /**
   * Events in the order sent, and up to which byte of the attempt's event file they reach. A promise that
   * is answered resolves when they are durable; when it rejects, they come again.
   */
  onEvents(events: readonly TaskEvent[], takenBytes: number): Promise<void> | void;
  /** The run's log has grown to this many bytes. */
  onLog(totalBytes: number): void;
  /** The run's log has reached its limit, once per attempt. */
  onCut?(limitBytes: number): void;
}

/** Why the executor ends an attempt before it ends by itself. */
export type EndReason = 'cancelled' | 'timeout' | 'lost' | 'out-of-memory';

export interface AttemptHandle {
  /** Resolves when the process group is gone and its whole output is in the log. Never rejects. */
  readonly outcome: Promise<AttemptOutcome>;
  /** What is known by now; complete when `outcome` has resolved. */
  facts(): AttemptFacts;
  /** The process that executes it; null before `onReady` and after its end. */
  process(): ProcessId | null;
  /** Ends the attempt: abort signal, after a grace SIGTERM to the group, then SIGKILL. */
  end(reason: EndReason): void;
}

/**
 * The children that execute attempts: for `process` one each, with one or two pre-booted spares; for
 * `shared` warm ones that belong to a target.
 */
export interface WorkerPool extends Service {
  /** @param recorded the child that was recorded with the claim: it is taken if it still waits */
  begin(spec: AttemptSpec, hooks: AttemptHooks, recorded?: ProcessId | null): AttemptHandle;
  /**
   * The children that wait for an attempt, in the order in which `begin` takes them: of a target those
   * that are warm for it, where it has any, else the spares. A claim that records one of them for a run,
   * and hands it to `begin` too, saves that run a commit; so does a claim of several runs that records
   * no child twice.
   */
  waiting(target?: string): readonly ProcessId[];
}
