import type { JsonObject, JsonValue } from '../../lib/json.ts';
import type { Service } from '../../lib/service.ts';
import type { EventLevel } from '../../model/event.ts';
import type { RunError } from '../../model/run.ts';
import type { RunReason } from '../../model/run-status.ts';

/** Everything a child needs to execute one attempt. Paths are absolute. */
export interface AttemptSpec {
  readonly runId: string;
  /** Counts from 1. */
  readonly attempt: number;
  readonly target: string;
  readonly sourceFile: string;
  readonly projectDir: string;
  readonly projectId: string;
  readonly environmentId: string | null;
  readonly batchId: string | null;
  readonly config: JsonObject;
  readonly timeoutMs: number;
}

/** How an attempt ended, in one shape for good and bad ends. */
export interface AttemptOutcome {
  readonly reason: RunReason;
  readonly output: JsonValue;
  readonly error: RunError | null;
  readonly exitCode: number | null;
  readonly signal: string | null;
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
  /** Start time as the system tells it: clock ticks on Linux, `ps` text on macOS. */
  readonly startTime: string;
}

export interface AttemptHooks {
  /** No user code runs before this resolves: the pid must be durable first. */
  onReady(process: ProcessId): Promise<void>;
  onEvent(event: TaskEvent): void;
  /** The run's log has grown to this many bytes. */
  onLog(totalBytes: number): void;
}

export interface AttemptHandle {
  /** Resolves when the process group is gone and its whole output is in the log. Never rejects. */
  readonly outcome: Promise<AttemptOutcome>;
  /** Ends the attempt: abort signal, after a grace SIGTERM to the group, then SIGKILL. */
  end(reason: 'cancelled' | 'timeout' | 'lost'): void;
}

/** The children that execute attempts, one process each, with one or two pre-booted spares. */
export interface WorkerPool extends Service {
  begin(spec: AttemptSpec, hooks: AttemptHooks): AttemptHandle;
  /** The children that wait for an attempt, in the order in which `begin` takes them. */
  waiting(): readonly ProcessId[];
}
