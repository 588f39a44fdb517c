import { z } from 'zod';
import type { Page } from '../model/page.ts';
import { queryInteger } from './field.ts';

/** Contract section 17: `first` is the literal null, always; `next` is a cursor, not a URL. */
export const wirePageInfo = z.object({
  self: z.string().nullable(),
  first: z.null(),
  next: z.string().nullable(),
  prev: z.string().nullable(),
});

export function wireList<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), page_info: wirePageInfo });
}

export const pageQuery = z.object({
  cursor: z.string().min(1).optional(),
  limit: queryInteger(1, 100).optional(),
});

export function listToWire<Item, Wire>(page: Page<Item>, toWire: (item: Item) => Wire) {
  return {
    data: page.items.map(toWire),
    page_info: { self: null, first: null, next: page.nextCursor, prev: null },
  };
}
