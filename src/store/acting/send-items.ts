import type { Client } from '../../client/client.ts';
import { messageOf, UserError } from '../../model/errors.ts';
import { isOffline } from '../connection-state.ts';
import { newIdempotencyKey } from '../idempotency-key.ts';
import { problemOf } from '../problem.ts';
import { loseItem } from './look-up.ts';
import { isLost, moveItem, publish, type QueueParts, receiptOf } from './queue-parts.ts';
import { acceptItem } from './settle-item.ts';
import { dropUnsent, type Task } from './task.ts';

/** Requests of actions that are under way at once, all actions together. */
export const maxInFlight = 4;
/** How often a server may say that it is busy before an item fails. */
const maxBusy = 20;
const busyWaitMs = 2_000;
/** Nothing heard for so long after it was sent: what came of it is unknown until the reply comes, in ms. */
export const doubtMs = 8_000;

/** Sends what may be sent now: as many at once as is good, each action at its pace, and nowhere else. */
export function sendItems(parts: QueueParts): void {
  const waiting = [...parts.tasks.values()].filter(({ isHeld, todo }) => !isHeld && todo.length > 0);
  // Who has least under way comes first: one cancel does not wait behind a retry of thousands.
  waiting.sort((left, right) => left.inFlight - right.inFlight);
  for (const task of waiting) sendItemsOf(parts, task);
}

function sendItemsOf(parts: QueueParts, task: Task): void {
  const { connection } = parts.store.getState();
  const { client } = connection;
  if (connection.contextName !== task.contextName) {
    dropUnsent(task, 'not sent: the context was changed');
    publish(parts, task);
    return;
  }
  while (client !== null && !isOffline(connection) && parts.inFlight < maxInFlight) {
    const now = parts.clock.now();
    if (task.nextSendAt > now) {
      task.disarm.pace?.();
      task.disarm.pace = parts.clock.after(task.nextSendAt - now, parts.pump);
      return;
    }
    const index = task.todo.shift();
    if (index === undefined) return;
    const { perMinute } = task.action;
    if (perMinute !== undefined) task.nextSendAt = now + 60_000 / perMinute;
    void sendItem(parts, task, index, client);
  }
}

async function sendItem(parts: QueueParts, task: Task, index: number, client: Client): Promise<void> {
  const item = task.action.items[index];
  if (item === undefined) return;
  const key = task.keys[index] ?? newIdempotencyKey();
  task.keys[index] = key;
  task.sends[index] = (task.sends[index] ?? 0) + 1;
  parts.inFlight++;
  task.inFlight++;
  const sentAt = receiptOf(parts, task.number)?.sentAt ?? parts.clock.now();
  Object.assign(task.items[index] ?? {}, { state: 'sent', note: null });
  publish(parts, task, { sentAt });
  const trust = doubtLater(parts, task, index);
  try {
    acceptItem(parts, task, index, await item.send(client, key));
  } catch (thrown) {
    refuseItem(parts, task, index, thrown);
  } finally {
    trust();
    parts.inFlight--;
    task.inFlight--;
    parts.pump();
  }
}

/**
 * Says of an item that no reply has come when that takes long: a network that loses everything ends no request. What
 * stands for many may well take minutes, and is waited for.
 * @returns how the doubt ends, once something is known
 */
function doubtLater(parts: QueueParts, task: Task, index: number): () => void {
  const { items, size = items.length } = task.action;
  if (items[index]?.lookUp === undefined || size > items.length) return () => undefined;
  const cancel = parts.clock.after(doubtMs, () => {
    // Under way still: nobody looks it up before that has come to an end.
    task.lookedUp.add(index);
    Object.assign(task.items[index] ?? {}, {
      state: 'unknown',
      note: 'sent, no reply yet',
      isLookedUp: true,
    });
    publish(parts, task);
  });
  return () => {
    cancel();
    task.lookedUp.delete(index);
  };
}

function refuseItem(parts: QueueParts, task: Task, index: number, thrown: unknown): void {
  const isBusy = thrown instanceof UserError && thrown.kind === 'busy';
  // Who asked for one thing is told, and decides.
  if (isBusy && task.items.length > 1 && (task.sends[index] ?? 0) < maxBusy) {
    if (task.isTakenBack) {
      moveItem(parts, task, index, 'dropped', 'taken back before it was sent');
      return;
    }
    task.todo.unshift(index);
    task.nextSendAt = parts.clock.now() + busyWaitMs;
    moveItem(parts, task, index, 'waiting', 'the server is busy');
    return;
  }
  if (isLost(thrown, task.action.items[index]?.lookUp !== undefined)) {
    loseItem(parts, task, index);
    return;
  }
  moveItem(parts, task, index, 'failed', messageOf(thrown));
  if (task.items.length === 1) parts.store.setState({ notice: { kind: 'error', ...problemOf(thrown) } });
}
