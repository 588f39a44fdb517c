import type { Client } from '../../client/client.ts';
import type { Batch } from '../../model/batch.ts';
import { repeatRun, retryInBatchKey } from '../../model/repeat-run.ts';
import { isTerminal, runStatuses } from '../../model/run-status.ts';
import type { SlimRun } from '../../model/slim-run.ts';
import type { ActionItem } from './action.ts';
import { lookUpByKey, retryItem, undoNewRun } from './run-items.ts';

/**
 * A new run in place of a failed one of a batch, in the same batch. Its key is that of the server's own retry of
 * batches: no run is repeated twice, whoever asks.
 */
export function repeatInBatchItem(run: SlimRun, batchId: string): ActionItem {
  const publicId = retryInBatchKey(run.id);
  return {
    id: run.id,
    label: run.target,
    async send(client) {
      const whole = await client.runs.get(run.id);
      return { runs: [await client.runs.create({ ...repeatRun(whole), batchId, publicId })], note: null };
    },
    lookUp: (client) => lookUpByKey(client, publicId),
    undo: undoNewRun,
  };
}

/** All failed runs of a batch at once: the server leaves out what was repeated before. */
export function retryBatchItem({ id, target }: Pick<Batch, 'id' | 'target'>): ActionItem {
  return {
    id: null,
    label: `batch ${id}`,
    target: target ?? undefined,
    async send(client) {
      const { changed } = await client.batches.retry(id);
      return { runs: [], note: `${changed} new ${changed === 1 ? 'run' : 'runs'}` };
    },
    // Asked again, it goes on where it stopped: a run of the batch is repeated once.
    lookUp: async () => null,
  };
}

/** Every run of a batch that has not ended is cancelled. */
export function cancelBatchItem({ id, target }: Pick<Batch, 'id' | 'target'>): ActionItem {
  return {
    id: null,
    label: `batch ${id}`,
    target: target ?? undefined,
    async send(client) {
      const { changed } = await client.batches.cancel(id);
      return { runs: [], note: `${changed} cancelled` };
    },
    lookUp: (client) => lookUpEnd(client, id),
  };
}

/** Cancelling twice is the same as once: only what has ended altogether needs no second try. */
async function lookUpEnd(client: Client, id: string) {
  const { counts } = await client.batches.get(id);
  const active = runStatuses.some((status) => !isTerminal(status) && counts[status] > 0);
  return active ? null : { runs: [], note: 'all of it has ended' };
}

/** A new run in place of a failed one: in its batch where it has one, see `repeatInBatchItem`. */
export function retrySlimItem(run: SlimRun): ActionItem {
  return run.batchId === null ? retryItem(run) : repeatInBatchItem(run, run.batchId);
}
