import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempDir } from '../../helpers/temp-dir.ts';
import { writeProject } from '../../helpers/temp-project.ts';
import { type ExecutorProcess, startExecutor } from './executor-process.ts';
import { createFeeder, type Feeder } from './feeder.ts';
import type { PlannedRun } from './plan.ts';
import { witnessTask } from './witness-task.ts';

export interface StormOptions {
  readonly plan: readonly PlannedRun[];
  readonly concurrency?: number | undefined;
  /** Where the executor keeps its state. Default: below the project. */
  readonly stateDir?: string | undefined;
  readonly serve?: boolean | undefined;
}

/** A project whose runs are created and executed while faults happen to its executor. */
export interface Storm extends AsyncDisposable {
  readonly projectDir: string;
  readonly stateDir: string;
  readonly plan: readonly PlannedRun[];
  readonly feeder: Feeder;
  /** The executor of now; another one after each restart. */
  readonly executor: ExecutorProcess;
  /** Resolves when every run of the plan was accepted and has ended. Rejects when the executor cannot be opened. */
  readonly done: Promise<void>;
  readonly isDone: boolean;
  /** Ends the executor hard and starts another on what it left; resolves when that one is open. */
  killExecutor(): Promise<void>;
  /** Stops the executor in an orderly way and starts another. */
  stopAndRestart(drainMs: number): Promise<void>;
  /** Stops the executor for good. */
  stop(): Promise<void>;
  /** Sets the clock of this executor and of those that follow. */
  setClock(offsetMs: number): void;
  /** What the executors warned of, each text once, with how often. */
  readonly warnings: ReadonlyMap<string, number>;
}

export async function openStorm(options: StormOptions): Promise<Storm> {
  const { plan, concurrency = 8, serve = false } = options;
  const temp = makeTempDir('storm');
  const projectDir = join(temp.path, 'project');
  const stateDir = options.stateDir ?? join(projectDir, '.vfjobs');
  mkdirSync(projectDir);
  writeProject(projectDir, { process: witnessTask('process'), shared: witnessTask('shared') });

  let clockOffsetMs = 0;
  let isDone = false;
  const warnings = new Map<string, number>();
  const { promise: done, resolve, reject } = Promise.withResolvers<void>();
  // Whoever waits for the end is told; until somebody does, it is not to end the process.
  done.catch(() => undefined);
  const feeder = createFeeder(plan, () => {
    isDone = true;
    resolve();
  });

  const start = () => {
    const started = startExecutor({ projectDir, stateDir, concurrency, serve, clockOffsetMs });
    feeder.feed(started);
    started.reports.add((report) => {
      if (report.kind === 'warning') warnings.set(report.message, (warnings.get(report.message) ?? 0) + 1);
    });
    return started;
  };
  let executor = start();
  await executor.open;

  const restart = async () => {
    await executor.exited;
    executor = start();
    await executor.open.catch(reject);
  };
  return {
    projectDir,
    stateDir,
    plan,
    feeder,
    done,
    warnings,
    get executor() {
      return executor;
    },
    get isDone() {
      return isDone;
    },
    async killExecutor() {
      executor.signal('SIGKILL');
      await restart();
    },
    async stopAndRestart(drainMs) {
      executor.order({ kind: 'stop', drainMs });
      await restart();
    },
    async stop() {
      executor.order({ kind: 'stop', drainMs: 0 });
      await executor.exited;
    },
    setClock(offsetMs) {
      clockOffsetMs = offsetMs;
      executor.order({ kind: 'clock', offsetMs });
    },
    async [Symbol.asyncDispose]() {
      executor.signal('SIGKILL');
      await executor.exited;
      temp.remove();
    },
  };
}
