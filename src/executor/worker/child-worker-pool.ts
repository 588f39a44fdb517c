import { type Clock, systemClock } from '../../lib/clock.ts';
import { executeAlone } from './attempt.ts';
import type { AttemptTools } from './attempt-tools.ts';
import { createLogTail } from './log-tail.ts';
import { createMemoryWatch } from './memory-watch.ts';
import type { RunLogs } from './run-logs.ts';
import { executeShared } from './shared-attempt.ts';
import { createSharedChildren } from './shared-children.ts';
import { createSpareChildren } from './spare-children.ts';
import { startAttempt } from './start-attempt.ts';
import { taskEnvironment } from './task-environment.ts';
import type { AttemptHandle, WorkerPool } from './worker-pool.ts';

export interface WorkerPoolOptions {
  readonly logs: RunLogs;
  /** Absolute; the working directory of every child. */
  readonly projectDir: string;
  /** Absolute; compiled and transformed sources are kept here, it may be deleted at any time. */
  readonly cacheDir: string;
  /** Variables that tasks inherit, before the reserved ones are removed. Default: `process.env`. */
  readonly hostEnv?: NodeJS.ProcessEnv | undefined;
  /** Children that are booted ahead. Default 1. */
  readonly spares?: number | undefined;
  /** Milliseconds from the abort signal to SIGTERM. Default 5,000. */
  readonly graceMs?: number | undefined;
  /** Milliseconds from SIGTERM to SIGKILL. Default 2,000. */
  readonly killGraceMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/**
 * Children that execute attempts, each in a process group of its own: booted ahead for one attempt each,
 * or warm for many where a target shares them. The first spare boots with the first attempt. `stop` ends
 * what is running as lost and waits for it.
 */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const { logs, projectDir, cacheDir, clock = systemClock } = options;
  const { env, fault } = taskEnvironment(options.hostEnv ?? process.env);
  const spares = createSpareChildren({ logs, projectDir, cacheDir, env, count: options.spares ?? 1 });
  const tools: AttemptTools = {
    logs,
    spares,
    shared: createSharedChildren(spares, clock),
    clock,
    tail: createLogTail(clock),
    memory: createMemoryWatch(clock),
    times: { graceMs: options.graceMs ?? 5_000, killGraceMs: options.killGraceMs ?? 2_000 },
    environmentFault: fault,
  };
  const active = new Set<AttemptHandle>();
  return {
    start: () => logs.removeSpares(),
    waiting: (target) => (target === undefined ? null : tools.shared.idle(target)) ?? spares.ready(),
    begin(spec, hooks, recorded = null) {
      const execute = spec.isolation === 'shared' ? executeShared : executeAlone;
      const handle = startAttempt(tools, { spec, hooks, recorded }, execute);
      active.add(handle);
      void handle.outcome.then(() => active.delete(handle));
      return handle;
    },
    async stop() {
      const running = [...active];
      for (const handle of running) handle.end('lost');
      await Promise.all(running.map((handle) => handle.outcome));
      await tools.shared.stop();
      await spares.stop();
    },
  };
}
