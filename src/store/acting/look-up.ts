import type { Client } from '../../client/client.ts';
import { messageOf } from '../../model/errors.ts';
import { isOffline } from '../connection-state.ts';
import { isLost, moveItem, publish, type QueueParts } from './queue-parts.ts';
import { acceptItem } from './settle-item.ts';
import type { Task } from './task.ts';

/** How often an item is sent at most, each time after a look that the time before did nothing. */
const maxSends = 3;
/** How many runs of an action are read again after the link was away. */
const maxReadAgain = 20;
const firstDelayMs = 1_000;
const ceilingMs = 30_000;

/** The answer of an item was lost: it is looked up, or stays unknown where that can't be done. */
export function loseItem(parts: QueueParts, task: Task, index: number): void {
  const item = task.items[index];
  if (item === undefined) return;
  const canLookUp = task.action.items[index]?.lookUp !== undefined;
  Object.assign(item, { state: 'unknown', note: 'sent, no reply', isLookedUp: canLookUp });
  publish(parts, task);
  if (canLookUp) lookUpLater(parts, task);
}

/** Looks up every item whose answer was lost, unless nobody can be asked now. */
export function lookUpItems(parts: QueueParts, task: Task): void {
  const { connection } = parts.store.getState();
  const { client } = connection;
  if (client === null || isOffline(connection) || connection.contextName !== task.contextName) return;
  task.items.forEach((item, index) => {
    if (item.state === 'unknown' && item.isLookedUp && !task.lookedUp.has(index)) {
      void lookUp(parts, task, index, client);
    }
  });
}

/** Reads runs that the stream may have told about while nobody listened: some of an action, the stream tells the rest. */
export async function readAccepted(parts: QueueParts, task: Task): Promise<void> {
  const { client, contextName } = parts.store.getState().connection;
  if (client === null || contextName !== task.contextName) return;
  const runIds = task.items.flatMap(({ state, runId }) =>
    state === 'accepted' && runId !== null ? [runId] : [],
  );
  for (const runId of runIds.slice(0, maxReadAgain)) {
    try {
      parts.reactions.onRuns([await client.runs.get(runId)]);
    } catch {
      // The link is gone again: its next return reads on.
      return;
    }
  }
}

/** By and by while nobody can tell; the link's return does it at once. */
function lookUpLater(parts: QueueParts, task: Task): void {
  task.disarm.lookUp?.();
  const delayMs = Math.min(ceilingMs, firstDelayMs * 2 ** task.lookUpFailures);
  task.disarm.lookUp = parts.clock.after(delayMs, () => lookUpItems(parts, task));
}

async function lookUp(parts: QueueParts, task: Task, index: number, client: Client): Promise<void> {
  task.lookedUp.add(index);
  try {
    const found = await task.action.items[index]?.lookUp?.(client, task.keys[index] ?? '');
    task.lookUpFailures = 0;
    if (found == null) sendAgain(parts, task, index);
    else acceptItem(parts, task, index, found);
  } catch (thrown) {
    if (!isLost(thrown, true)) {
      moveItem(parts, task, index, 'failed', messageOf(thrown));
      return;
    }
    task.lookUpFailures++;
    lookUpLater(parts, task);
  } finally {
    task.lookedUp.delete(index);
  }
}

/** The server has told that it did nothing: only then the same is sent once more, with the same key. */
function sendAgain(parts: QueueParts, task: Task, index: number): void {
  if (task.isTakenBack) {
    moveItem(parts, task, index, 'dropped', 'taken back: the server had not got it');
    return;
  }
  const isSentOnce = task.action.items[index]?.isSentOnce === true;
  if (isSentOnce || (task.sends[index] ?? 0) >= maxSends) {
    moveItem(parts, task, index, 'failed', 'the server did not get it');
    return;
  }
  task.todo.push(index);
  moveItem(parts, task, index, 'waiting');
  parts.pump();
}
