import type { Run } from '../../model/run.ts';
import type { ProcessId } from '../worker/worker-pool.ts';
import type { QueueParts } from './queue-parts.ts';

/** A run that was taken for its next attempt. */
export interface Claim {
  readonly run: Run;
  /** The child that is recorded for the attempt: one that waited. Null when there was none. */
  readonly recorded: ProcessId | null;
}

/**
 * Takes the oldest runs whose time has come, at most `limit`: attempt row, status and event in one
 * transaction. The number of the attempt fences it: what an older attempt says later is not heard.
 * @param now epoch ms
 * @returns the runs, now `running`, in creation order
 */
export function claimDue(
  { storage, ledger, pool }: Pick<QueueParts, 'storage' | 'ledger' | 'pool'>,
  now: number,
  limit: number,
): Promise<Claim[]> {
  return ledger.record((pen) => {
    const waiting = pool.waiting();
    return storage.runs.due(now, limit).map((run, index) => {
      const attempt = (run.attempt ?? 0) + 1;
      const claimed = pen.move(
        run,
        'running',
        {
          attempt,
          notBefore: null,
          reason: null,
          reasonText: null,
          error: null,
          exitCode: null,
          progress: null,
        },
        { type: 'run.started', level: 'info', message: `Attempt ${attempt} started`, payload: { attempt } },
      );
      storage.attempts.open(run.id, attempt, claimed.updatedAt);
      const recorded = waiting[index] ?? null;
      if (recorded !== null) {
        storage.attempts.setProcess(run.id, attempt, recorded.pid, recorded.startTime);
      }
      return { run: claimed, recorded };
    });
  });
}
