/** What a task is given. Copy this file to your own project, or write `ctx: any`: it holds types only. */
export interface TaskContext<Config = Record<string, unknown>> {
  /** Environment variables. Platform secrets such as VERYFRONT_API_TOKEN are never among them. */
  env: Record<string, string>;
  /** What the run was started with. */
  config: Config;
  projectId?: string;
  environmentId?: string;
  /** Aborted when the run is cancelled or takes too long. */
  signal?: AbortSignal;
  /** Only under vfjobs: how far the task is. Call it as `ctx.progress?.(…)`, so that the task runs in the cloud too. */
  progress?: (done: number, total: number, note?: string) => void;
  /** Only under vfjobs: adds an event to the run. */
  event?: (type: string, payload?: unknown, level?: 'error' | 'warn' | 'info' | 'debug') => void;
  /** Only under vfjobs: fails, with a word about the next try. */
  fail?: (message: string, options?: { retry?: boolean; retryAfterSeconds?: number }) => never;
  /** Only under vfjobs: this run, and which try of it, from 1. */
  runId?: string;
  attempt?: number;
  /** Only under vfjobs: the same in every try. A task may be executed again after a crash: hand it to whom must not do a thing twice. */
  idempotencyKey?: string;
}
