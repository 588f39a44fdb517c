import type { JsonObject, JsonValue } from '../../lib/json.ts';
import type { Isolation } from '../../model/target.ts';
import type { AttemptSpec, EndReason } from './worker-pool.ts';

/** Most runs at the same time that a task file may ask for. */
export const maxConcurrency = 256;

/** Bytes of JSON of an outcome that a warm child tells in a message; a larger one goes to the disk. */
export const maxToldOutcome = 65_536;

/** Bytes of the longest line in the event file of an attempt. */
export const maxEventLine = 131_072;

/** What a task file says about its task. */
export interface TaskDescription {
  readonly name: string | null;
  readonly description: string;
  readonly inputSchema: JsonObject | null;
  readonly outputSchema: JsonObject | null;
  readonly schedulable: boolean;
  readonly isolation: Isolation;
  /** Most runs of it at the same time, 1 to 256; null for no limit of its own. */
  readonly concurrency: number | null;
}

/** What a workflow file says about one of its workflows. */
export interface WorkflowDescription {
  readonly id: string;
  readonly description: string;
  readonly inputSchema: JsonObject | null;
  readonly outputSchema: JsonObject | null;
}

/** Most characters of a schedule's definition as JSON. */
export const maxDefinition = 1_048_576;

/** What a file exports as its schedule, unchecked; or why that is not data. */
export type ExportedSchedule =
  | { readonly kind: 'data'; readonly value: JsonValue }
  | {
      readonly kind: 'refused';
      /** True for what would have to be called to be known. */
      readonly isDynamic: boolean;
      readonly message: string;
      /** The member that is meant: names from the outside to the inside. */
      readonly path: readonly string[];
    };

/** Files that one file is known to depend on, at most. */
export const mostImports = 1_000;

/** A source of the project that was loaded for another one. */
export interface LoadedFile {
  /** Absolute, links resolved. */
  readonly path: string;
  /** As it was when it was read; see `stampOf`. */
  readonly stamp: string;
}

/** What is wrong with a file that should define a target or a schedule. */
export interface FileFault {
  readonly message: string;
  /** Path below the project folder; null when unknown. */
  readonly file: string | null;
  readonly line: number | null;
}

/**
 * Daemon to child, over IPC. A child gets one `go` or one `describe` in its life, or one `next` after the
 * other, each when the run before has ended.
 */
export type DaemonMessage =
  | { readonly kind: 'go'; readonly spec: AttemptSpec; readonly resultFile: string }
  | {
      readonly kind: 'next';
      readonly spec: AttemptSpec;
      readonly resultFile: string;
      /** Where the files are that the child's output goes to. */
      readonly outputDir: string;
    }
  | { readonly kind: 'describe'; readonly files: readonly string[]; readonly projectDir: string }
  | { readonly kind: 'end'; readonly reason: EndReason };

/** Child to daemon, over IPC. User code can send on the same channel: the daemon checks every message. */
export type ChildMessage =
  | { readonly kind: 'ready' }
  /** There is something new in the event file of the attempt. */
  | { readonly kind: 'poke' }
  /** The result is on disk. */
  | { readonly kind: 'done' }
  /** A run in a warm child has ended. */
  | {
      readonly kind: 'ended';
      readonly runId: string;
      readonly attempt: number;
      /** The outcome as JSON text; null when it was too large for a message and is on disk. */
      readonly outcome: string | null;
      /** Resident memory of the child. */
      readonly residentBytes: number;
    }
  | { readonly kind: 'reading'; readonly file: string }
  | { readonly kind: 'described'; readonly file: string; readonly description: TaskDescription }
  | {
      readonly kind: 'workflows';
      readonly file: string;
      readonly workflows: readonly WorkflowDescription[];
    }
  | {
      readonly kind: 'schedule';
      readonly file: string;
      readonly exported: ExportedSchedule;
      readonly imports: readonly LoadedFile[];
    }
  | {
      readonly kind: 'broken';
      readonly file: string;
      readonly fault: FileFault /** Known for files of schedules alone. */;
      readonly imports: readonly LoadedFile[];
    };
