import type { Clock } from '../../lib/clock.ts';
import { type ConnectionState, isOffline } from '../connection-state.ts';
import type { ConsoleState, ConsoleStore } from '../console-state.ts';
import { newIdempotencyKey } from '../idempotency-key.ts';
import { addReceipt, countStates, isOpen, type Receipt } from '../receipts.ts';
import { type Action, holdMs, isHeldFirst } from './action.ts';
import { lookUpItems, readAccepted } from './look-up.ts';
import { endWhenDone, publish, type QueueParts, type QueueReactions } from './queue-parts.ts';
import { sendItems } from './send-items.ts';
import { dropUnsent, newTask, nextNumber, type Task } from './task.ts';
import { type TakenBack, takeBackAll } from './undo-items.ts';

/** Does actions in the background and keeps their receipts. What was begun survives a lost link. */
export interface ActionQueue {
  /** @returns the number of its receipt */
  begin(action: Action, reason?: string | null): number;
  /** Sends what is held now instead of waiting for the end of its time. */
  sendNow(number: number): void;
  /** Drops what is not sent and takes back what is done and can be. Null: there is nothing of it any more. */
  takeBack(number: number): Promise<TakenBack | null>;
  /** Drops everything that is not sent yet, or of one action only. @returns how many items that were */
  abort(number?: number): number;
  stop(): void;
}

export function createActionQueue(store: ConsoleStore, clock: Clock, reactions: QueueReactions): ActionQueue {
  const tasks = new Map<number, Task>();
  const parts: QueueParts = {
    store,
    clock,
    reactions,
    tasks,
    inFlight: 0,
    pump: () => sendItems(parts),
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (state.receipts !== before.receipts) {
      tellSettled(state, before, reactions);
      for (const task of tasks.values()) endWhenDone(parts, task);
    }
    if (state.connection === before.connection) return;
    parts.pump();
    if (!isBack(state.connection, before.connection)) return;
    for (const task of tasks.values()) {
      lookUpItems(parts, task);
      void readAccepted(parts, task);
    }
  });
  return {
    begin(action, reason = null) {
      const { receipts, connection } = store.getState();
      const task = newTask(nextNumber(receipts), action, connection.contextName, isHeldFirst(action));
      const receipt = firstReceipt(task, connection.project, reason, clock.now());
      forgetEnded(tasks);
      tasks.set(task.number, task);
      store.setState({ receipts: addReceipt(receipts, receipt), notice: null });
      reactions.onReceipt(receipt);
      if (task.isHeld) task.disarm.hold = clock.after(holdMs, () => release(parts, task));
      else parts.pump();
      return task.number;
    },
    sendNow(number) {
      const task = tasks.get(number);
      if (task?.isHeld === true) release(parts, task);
    },
    async takeBack(number) {
      const task = tasks.get(number);
      return task === undefined ? null : takeBackAll(parts, task);
    },
    abort(number) {
      let dropped = 0;
      for (const task of tasks.values()) {
        if (task.todo.length === 0 || (number !== undefined && task.number !== number)) continue;
        dropped += dropUnsent(task, 'stopped before it was sent');
        publish(parts, task, { heldUntil: null });
      }
      return dropped;
    },
    stop() {
      unsubscribe();
      for (const { disarm } of tasks.values()) {
        for (const call of Object.values(disarm)) call();
      }
    },
  };
}

/** True when the server can be asked again, or another one can. */
function isBack(now: ConnectionState, before: ConnectionState): boolean {
  if (isOffline(now)) return false;
  return isOffline(before) || now.link.kind !== before.link.kind || now.client !== before.client;
}

/** The time in which it could be taken back without a word to the server is over. */
function release(parts: QueueParts, task: Task): void {
  task.disarm.hold?.();
  task.isHeld = false;
  for (const item of task.items) if (item.state === 'held') item.state = 'waiting';
  publish(parts, task, { heldUntil: null });
  parts.pump();
}

/** Those with nothing under way and nothing to take back; their receipts stay. */
function forgetEnded(tasks: Map<number, Task>): void {
  for (const [number, { hasEnded, items }] of tasks) {
    if (hasEnded && !items.some(({ canUndo }) => canUndo)) tasks.delete(number);
  }
}

function tellSettled(state: ConsoleState, before: ConsoleState, reactions: QueueReactions): void {
  for (const receipt of state.receipts) {
    const old = before.receipts.find(({ number }) => number === receipt.number);
    if (old?.settledAt === null && receipt.settledAt !== null) reactions.onReceipt(receipt);
  }
}

function firstReceipt(task: Task, project: string | null, reason: string | null, now: number): Receipt {
  const { number, action, contextName, items, byRun, isHeld } = task;
  const counts = countStates(items);
  const receipt: Receipt = {
    number,
    id: newIdempotencyKey(),
    verb: action.verb,
    contextName,
    project,
    reason,
    things: action.things ?? 'runs',
    items,
    byRun,
    counts,
    version: 0,
    askedAt: now,
    heldUntil: isHeld ? now + holdMs : null,
    sentAt: null,
    settledAt: null,
    undo: null,
  };
  return isOpen(receipt) ? receipt : { ...receipt, settledAt: now };
}
