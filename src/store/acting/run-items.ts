import type { Client } from '../../client/client.ts';
import { UserError } from '../../model/errors.ts';
import type { Run } from '../../model/run.ts';
import { isTerminal } from '../../model/run-status.ts';
import type { ActionDone, ActionItem, ActionUndo } from './action.ts';

/** Cancels one run. It can't be taken back once it was sent. */
export function cancelItem(run: Run): ActionItem {
  return {
    id: run.id,
    label: run.target,
    async send(client) {
      const { run: changed } = await client.runs.cancel(run.id);
      return { runs: [changed], note: null };
    },
    async lookUp(client) {
      const now = await client.runs.get(run.id);
      const isDone = isTerminal(now.status) || now.cancelRequestedAt !== null;
      return isDone ? { runs: [now], note: null } : null;
    },
  };
}

/** A new run like this one; it is taken back by cancelling it while it is pending. */
export function retryItem(run: Pick<Run, 'id' | 'target'>): ActionItem {
  return {
    id: run.id,
    label: run.target,
    send: async (client, key) => ({ runs: [await client.runs.retry(run.id, key)], note: null }),
    lookUp: lookUpByKey,
    undo: undoNewRun,
  };
}

/** The run that was created with this key; null when there is none. */
export async function lookUpByKey(client: Client, key: string): Promise<ActionDone | null> {
  try {
    return { runs: [await client.runs.get(key)], note: null };
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.kind === 'not-found') return null;
    throw thrown;
  }
}

/** Takes new runs back that have not started yet. */
export const undoNewRun: ActionUndo = {
  text: 'cancel what is new while it is pending',
  async send(client, { runs }) {
    for (const { id } of runs) {
      const { status } = await client.runs.get(id);
      if (status !== 'pending') throw new UserError('conflict', 'it had started already');
      await client.runs.cancel(id);
    }
  },
};
