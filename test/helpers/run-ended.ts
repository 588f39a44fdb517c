import type { Executor } from '../../src/executor/executor.ts';
import type { Run } from '../../src/model/run.ts';
import { isTerminal, type RunStatus } from '../../src/model/run-status.ts';

/** The run once it has ended. */
export function runEnded(executor: Executor, id: string): Promise<Run> {
  return runThat(executor, id, (run) => isTerminal(run.status));
}

/** The run once it has this status. */
export function runIs(executor: Executor, id: string, status: RunStatus): Promise<Run> {
  return runThat(executor, id, (run) => run.status === status);
}

function runThat(executor: Executor, id: string, holds: (run: Run) => boolean): Promise<Run> {
  return new Promise((resolve) => {
    const unsubscribe = executor.subscribe((change) => {
      if (change.kind === 'run' && change.run.id === id && holds(change.run)) settle(change.run);
    });
    const settle = (run: Run) => {
      unsubscribe();
      resolve(run);
    };
    const run = executor.getRun(id);
    if (holds(run)) settle(run);
  });
}
