import { messageOf } from '../../model/errors.ts';
import type { ReceiptItem } from '../receipts.ts';
import { isLost, moveItem, publish, type QueueParts, receiptOf } from './queue-parts.ts';
import { dropUnsent, type Task } from './task.ts';

/** Requests that take something back, at once. */
const maxAtOnce = 4;

const started = 'not taken back: it had started already';

/** What has become of an action that was taken back. */
export interface TakenBack {
  /** Never sent. */
  readonly dropped: number;
  readonly undone: number;
  /** Under way to the server: taken back when the answer comes. */
  readonly underWay: number;
  /** Done, and it stays so; their notes say why. */
  readonly kept: number;
}

/** Drops what is not sent and takes back what is done. What is under way is taken back when its answer comes. */
export async function takeBackAll(parts: QueueParts, task: Task): Promise<TakenBack> {
  task.isTakenBack = true;
  const dropped = dropUnsent(task, 'taken back before it was sent');
  const indexes = task.items.flatMap((item, index) => (item.canUndo ? [index] : []));
  for (const [index, item] of task.items.entries()) {
    // The stream has told that the new run has started.
    if (isDone(item) && !item.canUndo && task.action.items[index]?.undo !== undefined) item.note = started;
  }
  publish(parts, task, { undo: null, heldUntil: null });
  let undone = 0;
  const worker = async () => {
    for (let index = indexes.shift(); index !== undefined; index = indexes.shift()) {
      if (await undoItem(parts, task, index)) undone++;
    }
  };
  await Promise.all(Array.from({ length: maxAtOnce }, worker));
  const receipt = receiptOf(parts, task.number);
  if (receipt !== undefined) parts.reactions.onReceipt(receipt);
  const underWay = task.items.filter(({ state }) => state === 'sent' || state === 'unknown').length;
  return { dropped, undone, underWay, kept: task.items.filter(isDone).length };
}

function isDone({ state }: ReceiptItem): boolean {
  return state === 'accepted' || state === 'confirmed';
}

/** Takes one item back. @returns false when it stays as it is; its note says why */
export async function undoItem(parts: QueueParts, task: Task, index: number): Promise<boolean> {
  const item = task.items[index];
  const undo = task.action.items[index]?.undo;
  const done = task.done[index];
  const { client, contextName } = parts.store.getState().connection;
  if (item === undefined || undo === undefined || done === undefined || !item.canUndo) return false;
  item.canUndo = false;
  if (client === null || contextName !== task.contextName) return false;
  try {
    await undo.send(client, done);
    moveItem(parts, task, index, 'undone');
    return true;
  } catch (thrown) {
    item.note = isLost(thrown, false)
      ? 'whether it was taken back is not known'
      : `not taken back: ${messageOf(thrown)}`;
    publish(parts, task);
    return false;
  }
}
