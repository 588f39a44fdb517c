import type { Client } from '../../src/client/client.ts';
import type { Run } from '../../src/model/run.ts';
import { isTerminal } from '../../src/model/run-status.ts';

export interface RunWatch {
  /** Resolves with the first record of the run that makes the claim true. */
  until(runId: string, claim: (run: Run) => boolean): Promise<Run>;
  /** Resolves with the run when it has ended. */
  ended(runId: string): Promise<Run>;
  close(): void;
}

/** Waits for what becomes of runs, through the client's own stream of changes. */
export function watchRuns(client: Client): RunWatch {
  const latest = new Map<string, Run>();
  const waiting = new Set<() => void>();
  const learn = (runs: readonly Run[]) => {
    for (const run of runs) {
      const known = latest.get(run.id);
      if (known === undefined || (run.version ?? 0) >= (known.version ?? 0)) latest.set(run.id, run);
    }
    for (const check of [...waiting]) check();
  };
  const watch = client.watch({
    onRuns: learn,
    onLink: () => undefined,
    onEvents: () => undefined,
    onLog: () => undefined,
    onFollowed: () => undefined,
    onResync: () => undefined,
  });
  const until = async (runId: string, claim: (run: Run) => boolean) => {
    const reached = new Promise<Run>((resolve) => {
      const check = () => {
        const run = latest.get(runId);
        if (run === undefined || !claim(run)) return;
        waiting.delete(check);
        resolve(run);
      };
      waiting.add(check);
      check();
    });
    // It may have come to that before the watch began to tell.
    learn([await client.runs.get(runId)]);
    return reached;
  };
  return {
    until,
    ended: (runId) => until(runId, (run) => isTerminal(run.status)),
    close: watch.close,
  };
}
