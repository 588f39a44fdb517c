import { type Problem, problemOf } from './problem.ts';

/** A list that is read whole: batches, schedules, targets. The cursor stays with its item, not with its row. */
export interface ItemList<Item> {
  readonly phase: 'unasked' | 'loading' | 'ready' | 'failed';
  readonly problem: Problem | null;
  readonly items: readonly Item[];
  /** Id of the item under the cursor; null while nobody has moved it. */
  readonly cursorId: string | null;
  /** Where the cursor was, for when its item leaves the list. */
  readonly cursorRow: number;
  /** Epoch ms of the newest answer; null before the first. */
  readonly readAt: number | null;
}

export function emptyList<Item>(): ItemList<Item> {
  return { phase: 'unasked', problem: null, items: [], cursorId: null, cursorRow: 0, readAt: null };
}

/** The row under the cursor; -1 in an empty list. */
export function itemRow<Item>(list: ItemList<Item>, idOf: (item: Item) => string): number {
  const row = list.cursorId === null ? -1 : list.items.findIndex((item) => idOf(item) === list.cursorId);
  return row >= 0 ? row : Math.min(list.cursorRow, list.items.length - 1);
}

export function itemAtCursor<Item>(list: ItemList<Item>, idOf: (item: Item) => string): Item | null {
  return list.items[itemRow(list, idOf)] ?? null;
}

/** The list with the cursor moved by rows; beyond an end counts as the end. */
export function moveItemCursor<Item>(
  list: ItemList<Item>,
  idOf: (item: Item) => string,
  delta: number,
): ItemList<Item> {
  const row = Math.max(0, Math.min(itemRow(list, idOf) + delta, list.items.length - 1));
  const item = list.items[row];
  return { ...list, cursorId: item === undefined ? null : idOf(item), cursorRow: row };
}

/** The list after an answer. The cursor stays with its item. */
export function withItems<Item>(
  list: ItemList<Item>,
  idOf: (item: Item) => string,
  items: readonly Item[],
  now: number,
): ItemList<Item> {
  const next: ItemList<Item> = { ...list, items, phase: 'ready', problem: null, readAt: now };
  return list.cursorId === null ? next : moveItemCursor(next, idOf, 0);
}

/** The list while an answer is awaited; items that were read before stay. */
export function loadingList<Item>(list: ItemList<Item>): ItemList<Item> {
  return list.phase === 'ready' ? list : { ...list, phase: 'loading' };
}

/** The list after a failure; what was read before stays, with its age. */
export function failedList<Item>(list: ItemList<Item>, thrown: unknown): ItemList<Item> {
  return { ...list, phase: list.readAt === null ? 'failed' : 'ready', problem: problemOf(thrown) };
}
