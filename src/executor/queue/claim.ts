import type { Run } from '../../model/run.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { Ledger } from './ledger.ts';

/**
 * Takes the oldest runs whose time has come, at most `limit`: attempt row, status and event in one
 * transaction. The number of the attempt fences it: what an older attempt says later is not heard.
 * @param now epoch ms
 * @returns the runs, now `running`, in creation order
 */
export function claimDue(storage: Storage, ledger: Ledger, now: number, limit: number): Promise<Run[]> {
  return ledger.record((pen) =>
    storage.runs.due(now, limit).map((run) => {
      const attempt = (run.attempt ?? 0) + 1;
      const claimed = pen.move(
        run,
        'running',
        { attempt, notBefore: null, reason: null, error: null, exitCode: null, progress: null },
        { type: 'run.started', level: 'info', message: `Attempt ${attempt} started`, payload: { attempt } },
      );
      storage.attempts.open(run.id, attempt, claimed.updatedAt);
      return claimed;
    }),
  );
}
