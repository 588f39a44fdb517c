import type { JsonObject } from '../../lib/json.ts';
import type { Isolation } from '../../model/target.ts';
import type { AttemptSpec, TaskEvent } from './worker-pool.ts';

/** Why the daemon ends an attempt. */
export type EndReason = 'cancelled' | 'timeout' | 'lost' | 'out-of-memory';

/** Most runs at the same time that a task file may ask for. */
export const maxConcurrency = 256;

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

/** What is wrong with a task file. */
export interface FileFault {
  readonly message: string;
  /** Path below the project folder; null when unknown. */
  readonly file: string | null;
  readonly line: number | null;
}

/** Daemon to child, over IPC. A child gets one `go` or one `describe` in its life. */
export type DaemonMessage =
  | { readonly kind: 'go'; readonly spec: AttemptSpec; readonly resultFile: string }
  | { readonly kind: 'describe'; readonly files: readonly string[]; readonly projectDir: string }
  | { readonly kind: 'end'; readonly reason: EndReason };

/** Child to daemon, over IPC. User code can send on the same channel: the daemon checks every message. */
export type ChildMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'event'; readonly event: TaskEvent }
  /** The result is on disk. */
  | { readonly kind: 'done' }
  | { readonly kind: 'reading'; readonly file: string }
  | { readonly kind: 'described'; readonly file: string; readonly description: TaskDescription }
  | { readonly kind: 'broken'; readonly file: string; readonly fault: FileFault };
