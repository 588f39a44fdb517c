import type { ItemState, Receipt, ReceiptItem } from '../receipts.ts';
import type { Action, ActionDone } from './action.ts';

/** One action on its way to the server, item by item. */
export interface Task {
  readonly number: number;
  readonly action: Action;
  /** Where the user said yes: never sent anywhere else. */
  readonly contextName: string;
  readonly items: ReceiptItem[];
  readonly byRun: Map<string, ReceiptItem>;
  /** Idempotency keys, made when an item is sent first. */
  readonly keys: (string | undefined)[];
  /** What the server said, by item. */
  readonly done: (ActionDone | undefined)[];
  /** How often each was sent. */
  readonly sends: number[];
  /** Indexes of the items whose turn comes, in order. */
  todo: number[];
  /** Requests of it that are under way. */
  inFlight: number;
  isHeld: boolean;
  isTakenBack: boolean;
  /** Items that are looked up right now. */
  readonly lookedUp: Set<number>;
  /** How often in a row nobody could be asked. */
  lookUpFailures: number;
  /** Epoch ms: the pace allows no item before. */
  nextSendAt: number;
  /** Calls off the timer of the hold, the pace and the look-up. */
  readonly disarm: { hold?: () => void; pace?: () => void; lookUp?: () => void };
  hasEnded: boolean;
}

export function newTask(number: number, action: Action, contextName: string, isHeld: boolean): Task {
  const items = action.items.map(
    ({ id, label }): ReceiptItem => ({
      id,
      runId: id,
      label,
      state: isHeld ? 'held' : 'waiting',
      note: null,
      isLookedUp: false,
      canUndo: false,
    }),
  );
  return {
    number,
    action,
    contextName,
    items,
    byRun: new Map(items.flatMap((item) => (item.runId === null ? [] : [[item.runId, item] as const]))),
    keys: [],
    done: [],
    sends: items.map(() => 0),
    todo: items.map((_, index) => index),
    inFlight: 0,
    isHeld,
    isTakenBack: false,
    lookedUp: new Set(),
    lookUpFailures: 0,
    nextSendAt: 0,
    disarm: {},
    hasEnded: false,
  };
}

/** Takes what is not sent yet out of the queue. @returns how many that were */
export function dropUnsent(task: Task, note: string): number {
  task.disarm.hold?.();
  task.disarm.pace?.();
  task.isHeld = false;
  const dropped = task.todo;
  task.todo = [];
  for (const index of dropped) {
    const item = task.items[index];
    if (item !== undefined) Object.assign(item, { state: 'dropped' satisfies ItemState, note });
  }
  return dropped.length;
}

/** The ids of what was not done, for sure or perhaps. */
export function failedIds(items: readonly ReceiptItem[]): readonly string[] {
  return items.flatMap(({ id, state }) =>
    id !== null && ['failed', 'unknown', 'dropped'].includes(state) ? [id] : [],
  );
}

/** The next one in the order of the receipts. */
export function nextNumber(receipts: readonly Receipt[]): number {
  return (receipts.at(-1)?.number ?? 0) + 1;
}
