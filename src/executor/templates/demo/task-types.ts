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
  event?: (type: string, payload?: unknown) => void;
}
