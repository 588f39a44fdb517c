import { type ExecutorOptions, type LocalExecutor, openExecutor } from '../../src/executor/open-executor.ts';
import type { CreateRun, Run } from '../../src/model/run.ts';
import { isTerminal } from '../../src/model/run-status.ts';
import { makeTempDir } from './temp-dir.ts';
import { type TaskSources, writeProject } from './temp-project.ts';

/** A real executor on a project in a temporary folder. */
export interface ExecutorProject extends AsyncDisposable {
  readonly projectDir: string;
  /** The executor that is open now. */
  readonly executor: LocalExecutor;
  create(input?: Partial<CreateRun>): Promise<Run>;
  /** Resolves with the first record of the run that makes the claim true. */
  until(runId: string, claim: (run: Run) => boolean): Promise<Run>;
  ended(runId: string): Promise<Run>;
  /** Types of the run's events, oldest first. */
  eventTypes(runId: string): string[];
  /** Stops the executor and opens another on the same state. */
  reopen(options?: Partial<ExecutorOptions>): Promise<void>;
}

/** Opens an executor over these tasks. Ended attempts get next to no grace. */
export async function openProject(
  tasks: TaskSources,
  options: Partial<ExecutorOptions> = {},
): Promise<ExecutorProject> {
  const dir = makeTempDir('executor');
  writeProject(dir.path, tasks);
  const open = (more: Partial<ExecutorOptions> = {}) =>
    openExecutor({ projectDir: dir.path, graceMs: 50, ...options, ...more });
  let executor = await open();

  const until = (runId: string, claim: (run: Run) => boolean) =>
    new Promise<Run>((resolve) => {
      const watched = executor;
      const check = () => {
        const run = watched.getRun(runId);
        if (!claim(run)) return;
        unsubscribe();
        resolve(run);
      };
      const unsubscribe = watched.subscribe((change) => {
        if (change.kind === 'run' && change.run.id === runId) check();
      });
      check();
    });

  return {
    projectDir: dir.path,
    get executor() {
      return executor;
    },
    async create(input = {}) {
      return (await executor.createRun({ target: 'task:hello', ...input })).run;
    },
    until,
    ended: (runId) => until(runId, (run) => isTerminal(run.status)),
    eventTypes: (runId) =>
      executor.listEvents(runId, { limit: 100, order: 'oldest-first' }).map((event) => event.type),
    async reopen(more) {
      await executor.stop({ drainMs: 0 });
      executor = await open(more);
    },
    async [Symbol.asyncDispose]() {
      await executor.stop({ drainMs: 0 });
      dir.remove();
    },
  };
}
