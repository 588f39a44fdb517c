import type { Client } from '../../client/client.ts';
import type { Batch } from '../../model/batch.ts';
import { repeatInBatch, retryInBatchKey, wasCalledOff } from '../../model/repeat-run.ts';
import type { CreateRun } from '../../model/run.ts';
import { isTerminal, runStatuses } from '../../model/run-status.ts';
import type { SlimRun } from '../../model/slim-run.ts';
import type { ActionDone, ActionItem } from './action.ts';
import { lookUpByKey, retryItem, undoNewRun } from './run-items.ts';

/**
 * A new run in place of a failed one of a batch, in the same batch. Its key is that of the server's own retry of
 * batches: no run is repeated twice, whoever asks.
 */
export function repeatInBatchItem(run: SlimRun, batchId: string): ActionItem {
  return {
    id: run.id,
    label: run.target,
    async send(client) {
      const whole = await client.runs.get(run.id);
      const create = async (input: CreateRun) => ({ run: await client.runs.create(input) });
      return { runs: [(await repeatInBatch(whole, batchId, create)).run], note: null };
    },
    lookUp: (client) => lookUpRepeat(client, run.id),
    undo: undoNewRun,
  };
}

/** The repeat of a failed run that stands; null when there is none, or each was called off. */
async function lookUpRepeat(client: Client, runId: string): Promise<ActionDone | null> {
  for (let calledOff = 0; ; calledOff++) {
    const done = await lookUpByKey(client, retryInBatchKey(runId, calledOff));
    if (done === null || !done.runs.some(wasCalledOff)) return done;
  }
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
