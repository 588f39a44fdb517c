import { join, resolve } from 'node:path';
import { type Clock, systemClock } from '../lib/clock.ts';
import { newId } from '../lib/id.ts';
import type { Service } from '../lib/service.ts';
import type { Executor } from './executor.ts';
import { createChecks, createLocalExecutor } from './local-executor.ts';
import { createDependents } from './queue/dependents.ts';
import { createLedger } from './queue/ledger.ts';
import type { QueueParts } from './queue/queue-parts.ts';
import { createRunQueue, type RunQueue } from './queue/run-queue.ts';
import { createTargetLimits } from './queue/target-limits.ts';
import { createRetention } from './retention/retention.ts';
import { createScheduler } from './schedules/firing/scheduler.ts';
import { openSources } from './schedules/source/open-sources.ts';
import type { ExecutorSettings } from './settings/executor-settings.ts';
import { readSettings } from './settings/read-settings.ts';
import { defaultStateDir, prepareStateDir, requireProjectDir } from './state-dir.ts';
import { acquireDaemonLock, type DaemonLock } from './storage/daemon-lock.ts';
import { storageFault } from './storage/faults.ts';
import { openStorage, type Storage } from './storage/open-storage.ts';
import { createTargetCatalog, type TargetCatalog } from './targets/target-catalog.ts';
import { createWorkerPool } from './worker/child-worker-pool.ts';
import { createRunLogs } from './worker/run-logs.ts';
import type { WorkerPool } from './worker/worker-pool.ts';

export interface ExecutorOptions {
  /** The folder that holds `tasks/`. */
  readonly projectDir: string;
  /** Default `<projectDir>/.vfjobs`. */
  readonly stateDir?: string | undefined;
  readonly clock?: Clock | undefined;
  /** Attempts at the same time, in place of what the settings say. 0: runs are accepted and wait. */
  readonly concurrency?: number | undefined;
  /** Default: what the project's `vfjobs.json` says. */
  readonly settings?: ExecutorSettings | undefined;
  /** Variables that tasks inherit, before the reserved ones are removed. Default `process.env`. */
  readonly hostEnv?: NodeJS.ProcessEnv | undefined;
  /** Children that are booted ahead. Default 1. */
  readonly spares?: number | undefined;
  /** Milliseconds an ended attempt has after its abort signal, before SIGTERM. Default 5,000. */
  readonly graceMs?: number | undefined;
  /** A number in [0, 1) for the jitter of retries. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
  /** What executes attempts. Default: child processes. */
  readonly pool?: WorkerPool | undefined;
  /** What there is to execute. Default: what is found in the project. */
  readonly targets?: TargetCatalog | undefined;
}

export interface LocalExecutor extends Executor {
  /** Absolute. */
  readonly stateDir: string;
  /**
   * Claims no more, lets attempts under way end by themselves for `drainMs`, then ends them and puts
   * their runs back in the queue. Afterwards nothing of the executor is left, and its state directory
   * is free. May be called twice.
   */
  stop(options: { readonly drainMs: number }): Promise<void>;
}

/**
 * Opens the local executor of a project: takes its state directory, closes what a crash left open,
 * and starts executing pending runs.
 * @throws UserError `not-found` without a project folder, `conflict` when another executor owns the state directory (names its pid),
 *   `storage` when the directory or the database cannot be used; what is refused is left as it was
 */
export async function openExecutor(options: ExecutorOptions): Promise<LocalExecutor> {
  const projectDir = resolve(options.projectDir);
  const stateDir = resolve(options.stateDir ?? defaultStateDir(projectDir));
  requireProjectDir(projectDir);
  prepareStateDir(stateDir);
  const lock = acquireDaemonLock(stateDir);
  let storage: Storage | null = null;
  try {
    storage = openStorage(stateDir, options.clock);
    const parts = partsOf(options, projectDir, stateDir, storage);
    const queue = createRunQueue(parts);
    const dependents = createDependents(parts, queue.wake);
    await queue.start();
    await dependents.start();
    const pruning = createRetention({ ...parts, retention: parts.settings.retention, stateDir });
    await pruning.start();
    const checks = createChecks(parts);
    const sources = openSources(
      { ...parts, ...checks, wakeQueue: queue.wake },
      { projectDir, cacheDir: cacheDirOf(stateDir), hostEnv: options.hostEnv ?? process.env },
    );
    // Before the first fire, so that nothing is fired that a file no longer says.
    await sources.start();
    const scheduler = createScheduler({ ...parts, queue });
    await scheduler.start();
    const stop = stopper([scheduler, sources, pruning, dependents], queue, storage, lock);
    const executor = createLocalExecutor(parts, queue, { checks, sourceFaults: sources.faults });
    return { ...executor, stateDir, stop };
  } catch (thrown) {
    storage?.close();
    lock.release();
    throw storageFault(thrown, stateDir);
  }
}

function partsOf(
  options: ExecutorOptions,
  projectDir: string,
  stateDir: string,
  storage: Storage,
): QueueParts {
  const { hostEnv, spares, graceMs, clock = systemClock, random = Math.random } = options;
  const cacheDir = cacheDirOf(stateDir);
  const logs = createRunLogs(join(stateDir, 'logs'));
  const targets = options.targets ?? createTargetCatalog({ projectDir, cacheDir, hostEnv, clock });
  const settings = settingsOf(options, projectDir);
  return {
    executorId: newId(),
    storage,
    ledger: createLedger(storage, clock),
    pool: options.pool ?? createWorkerPool({ logs, projectDir, cacheDir, hostEnv, spares, graceMs, clock }),
    logs,
    targets,
    targetLimits: createTargetLimits(settings.targets, targets),
    clock,
    random,
    projectDir,
    settings,
  };
}

function cacheDirOf(stateDir: string): string {
  return join(stateDir, 'cache');
}

function settingsOf({ settings, concurrency }: ExecutorOptions, projectDir: string): ExecutorSettings {
  const said = settings ?? readSettings(projectDir);
  return concurrency === undefined ? said : { ...said, limits: { ...said.limits, concurrency } };
}

/** Stops once, however often it is asked. */
function stopper(
  services: readonly Service[],
  queue: RunQueue,
  storage: Storage,
  lock: DaemonLock,
): LocalExecutor['stop'] {
  const stop = async (drainMs: number) => {
    for (const service of services) await service.stop();
    await queue.stop(drainMs);
    storage.close();
    lock.release();
  };
  let stopping: Promise<void> | null = null;
  return ({ drainMs }) => {
    stopping ??= stop(drainMs);
    return stopping;
  };
}
