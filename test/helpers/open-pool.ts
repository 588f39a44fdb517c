import { join } from 'node:path';
import { createWorkerPool, type WorkerPoolOptions } from '../../src/executor/worker/child-worker-pool.ts';
import { createRunLogs, type RunLogs } from '../../src/executor/worker/run-logs.ts';
import type {
  AttemptHandle,
  AttemptHooks,
  AttemptSpec,
  ProcessId,
  TaskEvent,
} from '../../src/executor/worker/worker-pool.ts';
import { makeTempDir } from './temp-dir.ts';
import { type TaskSources, writeProject } from './temp-project.ts';

/** An attempt of a test: its handle, and what it has told so far. */
export interface TestAttempt extends AttemptHandle {
  readonly runId: string;
  readonly events: readonly TaskEvent[];
  /** Resolves with the first event of that type, or at once if it came already. */
  event(type: string): Promise<TaskEvent>;
  /** Resolves when the log holds that text. */
  printed(text: string): Promise<void>;
  /** The whole log without prefixes. */
  log(): Promise<string>;
}

/** A worker pool over a project of its own. Stops and removes all of it at the end of the block. */
export interface TestPool extends AsyncDisposable {
  readonly dir: string;
  readonly logs: RunLogs;
  begin(
    task: string,
    spec?: Partial<AttemptSpec>,
    hooks?: Partial<AttemptHooks>,
    recorded?: ProcessId | null,
  ): TestAttempt;
  waiting(target: string): readonly ProcessId[];
}

/** Opens a pool on a project with these tasks; times between the steps of ending are short. */
export async function openPool(
  tasks: TaskSources,
  options: Partial<WorkerPoolOptions> = {},
): Promise<TestPool> {
  const temp = makeTempDir('pool');
  const { path: dir } = temp;
  writeProject(dir, tasks);
  const logs = createRunLogs(join(dir, '.vfjobs/logs'));
  const pool = createWorkerPool({
    logs,
    projectDir: dir,
    cacheDir: join(dir, '.vfjobs/cache'),
    graceMs: 200,
    killGraceMs: 200,
    ...options,
  });
  await pool.start();
  let runs = 0;
  return {
    dir,
    logs,
    waiting: pool.waiting,
    begin(task, spec = {}, hooks = {}, recorded = null) {
      runs += 1;
      const full = { ...specOf(dir, task, `run-${runs}`), ...spec };
      return testAttempt(full, logs, hooks, (own) => pool.begin(full, own, recorded));
    },
    async [Symbol.asyncDispose]() {
      await pool.stop();
      temp.remove();
    },
  };
}

function specOf(dir: string, task: string, runId: string): AttemptSpec {
  return {
    runId,
    attempt: 1,
    target: `task:${task}`,
    sourceFile: join(dir, 'tasks', /\.[jt]sx?$/.test(task) ? task : `${task}.ts`),
    projectDir: dir,
    projectId: 'project-1',
    environmentId: null,
    batchId: null,
    slot: null,
    config: {},
    input: null,
    kind: 'task',
    isolation: 'process',
    memoryLimitBytes: 2 ** 31,
    logLimitBytes: 2 ** 26,
    outputLimitBytes: 2 ** 20,
    signals: [],
    timeoutMs: 60_000,
  };
}

function testAttempt(
  { runId }: AttemptSpec,
  logs: RunLogs,
  hooks: Partial<AttemptHooks>,
  begin: (hooks: AttemptHooks) => AttemptHandle,
): TestAttempt {
  const events: TaskEvent[] = [];
  const waiting = new Set<() => void>();
  const check = () => {
    for (const look of waiting) look();
  };
  const log = () => logs.plainText(runId, 10_000_000);
  const handle = begin({
    onReady: async (process: ProcessId) => hooks.onReady?.(process),
    onEvents: (sent, takenBytes) => {
      events.push(...sent);
      const durable = hooks.onEvents?.(sent, takenBytes);
      check();
      return durable;
    },
    onLog: (totalBytes) => {
      hooks.onLog?.(totalBytes);
      check();
    },
    onCut: (limitBytes) => hooks.onCut?.(limitBytes),
  });
  /** Resolves when `find` answers something; it is asked again whenever the attempt told something. */
  const until = <T>(find: () => Promise<T | undefined> | T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const look = () => {
        void Promise.resolve(find()).then((found) => {
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        });
      };
      waiting.add(look);
      look();
    });
  return {
    ...handle,
    runId,
    events,
    event: (type) => until(() => events.find((event) => event.type === type)),
    printed: (text) =>
      until(async () => ((await log()).includes(text) ? null : undefined)).then(() => undefined),
    log,
  };
}
