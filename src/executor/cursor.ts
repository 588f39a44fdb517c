import { UserError } from '../model/errors.ts';
import type { Page, PageRequest } from '../model/page.ts';

const defaultLimit = 20;
const usualMaxLimit = 100;

/** Something in a listing, with its place in creation order. */
interface Placed<Item> {
  readonly item: Item;
  readonly position: number;
}

/**
 * Cuts one page out of a listing, newest first. Cursors are opaque to callers and name the last item
 * they have seen, so that what is created meanwhile moves nothing.
 * @param list answers items below a position, newest first
 * @param maxLimit how many one page may have
 * @throws UserError `invalid` for a cursor that is not ours or a limit outside 1…`maxLimit`
 */
export function pageOf<Item>(
  { cursor, limit = defaultLimit }: PageRequest,
  list: (before: number, limit: number) => readonly Placed<Item>[],
  maxLimit = usualMaxLimit,
): Page<Item> {
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    throw new UserError('invalid', `limit: ${limit} is not a whole number from 1 to ${maxLimit}`);
  }
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : positionOf(cursor);
  const found = list(before, limit + 1);
  const last = found[limit - 1];
  return {
    items: found.slice(0, limit).map(({ item }) => item),
    nextCursor: found.length > limit && last !== undefined ? cursorOf(last.position) : null,
  };
}

function cursorOf(position: number): string {
  return Buffer.from(`before ${position}`).toString('base64url');
}

function positionOf(cursor: string): number {
  const position = /^before (\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (position === undefined) {
    throw new UserError('invalid', `cursor: ${JSON.stringify(cursor.slice(0, 60))} is not one of ours`, {
      fix: 'Hand back the cursor of an earlier answer unchanged, or leave it out.',
    });
  }
  return Number(position);
}
