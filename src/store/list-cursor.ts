import { type RunList, rowCount, rowOf, runAt } from './run-list.ts';

/**
 * The cursor of the runs list. Null: nobody has moved it yet, so it lies on the first row, which is the newest
 * run unless the list is sorted. Else it is bound to a run, with its last row as the fall-back.
 */
export interface ListCursor {
  readonly cursorId: string | null;
  readonly cursorRow: number;
}

/** On the first row, and staying there as newer runs come. */
export const cursorOnNewest: ListCursor = { cursorId: null, cursorRow: 0 };

/** The row under the cursor; -1 in an empty list. */
export function cursorRowOf(list: RunList, cursor: ListCursor): number {
  const row = cursor.cursorId === null ? -1 : rowOf(list, cursor.cursorId);
  return row >= 0 ? row : Math.min(cursor.cursorRow, rowCount(list) - 1);
}

/** The cursor on a row; rows outside the list count as its nearest end. */
export function cursorAt(list: RunList, row: number): ListCursor {
  const inside = Math.max(0, Math.min(row, rowCount(list) - 1));
  return { cursorId: runAt(list, inside)?.id ?? null, cursorRow: inside };
}

/**
 * Binds the cursor again after the list changed: to its run, else to the run now at its row. A list that is empty,
 * as one that is being read is at first, takes the run from nobody.
 */
export function rebindCursor(list: RunList, cursor: ListCursor): ListCursor {
  if (cursor.cursorId === null) return cursorOnNewest;
  if (rowCount(list) === 0) return { cursorId: cursor.cursorId, cursorRow: cursor.cursorRow };
  return cursorAt(list, cursorRowOf(list, cursor));
}
