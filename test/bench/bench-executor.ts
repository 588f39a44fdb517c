import { type ExecutorOptions, type LocalExecutor, openExecutor } from '../../src/executor/open-executor.ts';
import { defaultSettings } from '../../src/executor/settings/executor-settings.ts';
import { isTerminal } from '../../src/model/run-status.ts';
import { makeTempDir } from '../helpers/temp-dir.ts';
import { type TaskSources, writeProject } from '../helpers/temp-project.ts';

/** An executor inside the bench's own process, without a server. */
export interface BenchExecutor extends AsyncDisposable {
  readonly executor: LocalExecutor;
  /** Creates that many runs, so many at once, and answers the milliseconds that took. */
  create(target: string, count: number, atOnce: number): Promise<number>;
  /** Another executor on the same state. */
  reopen(options: Partial<ExecutorOptions>): Promise<void>;
  /** The same; answers the milliseconds until no run is left to do. */
  drain(options: Partial<ExecutorOptions>): Promise<number>;
}

/** Far above what a bench creates. */
const settings = {
  ...defaultSettings,
  limits: { ...defaultSettings.limits, createBurst: 1_000_000, queueLength: 1_000_000 },
};

export async function openBenchExecutor(
  tasks: TaskSources,
  options: Partial<ExecutorOptions> = {},
): Promise<BenchExecutor> {
  const dir = makeTempDir('bench-executor');
  writeProject(dir.path, tasks);
  const open = (more: Partial<ExecutorOptions>) =>
    openExecutor({ projectDir: dir.path, settings, ...options, ...more });
  let executor = await open({});
  const reopen = async (more: Partial<ExecutorOptions>) => {
    await executor.stop({ drainMs: 0 });
    executor = await open(more);
  };
  return {
    get executor() {
      return executor;
    },
    async create(target, count, atOnce) {
      const began = performance.now();
      let left = count;
      const lane = async () => {
        while (left-- > 0) await executor.createRun({ target, backoffLimit: 0 });
      };
      await Promise.all(Array.from({ length: atOnce }, lane));
      return performance.now() - began;
    },
    reopen,
    async drain(more) {
      const began = performance.now();
      await reopen(more);
      await allEnded(executor);
      return performance.now() - began;
    },
    async [Symbol.asyncDispose]() {
      await executor.stop({ drainMs: 0 });
      dir.remove();
    },
  };
}

function allEnded(executor: LocalExecutor): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = executor.subscribe((change) => {
      if (change.kind === 'run' && isTerminal(change.run.status)) check();
    });
    const check = () => {
      if (executor.activeRuns() > 0) return;
      unsubscribe();
      resolve();
    };
    check();
  });
}
