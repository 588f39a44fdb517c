import { setImmediate as nextTurn } from 'node:timers/promises';
import { repeatInBatch } from '../../model/repeat-run.ts';
import type { CreateRun, Run } from '../../model/run.ts';
import type { RunStatus } from '../../model/run-status.ts';
import type { AcceptedRun } from '../create-run.ts';
import type { BatchAction } from '../executor.ts';
import type { QueueParts } from '../queue/queue-parts.ts';
import type { BatchReader } from './read-batches.ts';

/** Runs of one transaction. Between two groups the event loop is free for everybody else. */
export const groupSize = 200;

/** What can be done to a batch as a whole. */
export interface BatchActions {
  /** @param by who asks, as it stands on the records @throws UserError `not-found` */
  cancelBatch(id: string, by: string): Promise<BatchAction>;
  /** @throws UserError `not-found`; what creating a run throws, such as for a target that is gone: asked again, it goes on where it stopped */
  retryBatch(id: string): Promise<BatchAction>;
}

export interface BatchActionParts extends Pick<QueueParts, 'storage'> {
  readonly batches: BatchReader;
  /** See `RunQueue.cancel`. */
  readonly cancel: (runId: string, by: string) => Promise<{ cancelled: boolean; run: Run }>;
  /** See `Executor.createRun`. */
  readonly create: (input: CreateRun) => Promise<AcceptedRun>;
}

/** What waits goes first, or the end of what it waits for would fail it; what runs goes last: it may end by itself. */
const cancelOrder: readonly RunStatus[] = ['waiting', 'pending', 'running'];

export function createBatchActions({ storage, batches, cancel, create }: BatchActionParts): BatchActions {
  const { runs, batchMembers } = storage;

  const idsToCancel = (id: string, last: number): readonly string[] => {
    for (const status of cancelOrder) {
      const ids = batchMembers.toCancel(id, status, last, groupSize);
      if (ids.length > 0) return ids;
    }
    return [];
  };

  /** A run of the batch repeats a failed one once: the key makes a second creation answer the first. */
  const repeat = async (runId: string, batchId: string): Promise<boolean> => {
    const failed = runs.get(runId);
    if (failed === null) return false;
    const { duplicate } = await repeatInBatch(failed, batchId, create);
    return !duplicate;
  };

  return {
    async cancelBatch(id, by) {
      const { id: batchId } = batches.getBatch(id);
      // What is created from now on was not meant.
      const last = batchMembers.last(batchId);
      let changed = 0;
      for (;;) {
        const ids = idsToCancel(batchId, last);
        if (ids.length === 0) break;
        changed += count(await Promise.all(ids.map(async (runId) => (await cancel(runId, by)).cancelled)));
        await nextTurn();
      }
      return { changed, batch: batches.getBatch(batchId) };
    },
    async retryBatch(id) {
      const { id: batchId } = batches.getBatch(id);
      const last = batchMembers.last(batchId);
      let after = 0;
      let changed = 0;
      for (;;) {
        const group = batchMembers.toRepeat(batchId, after, last, groupSize);
        if (group.length === 0) break;
        changed += count(await Promise.all(group.map(({ id: runId }) => repeat(runId, batchId))));
        after = group.at(-1)?.position ?? after;
        await nextTurn();
      }
      return { changed, batch: batches.getBatch(batchId) };
    },
  };
}

function count(answers: readonly boolean[]): number {
  return answers.filter((answer) => answer).length;
}
