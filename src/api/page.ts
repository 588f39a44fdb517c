import { z } from 'zod';
import type { Page } from '../model/page.ts';

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

/** A whole number in a query: text on the way in, a number for callers. */
export function queryInteger(min: number, max: number) {
  return z
    .union([
      z.number(),
      z
        .string()
        .trim()
        .regex(/^-?\d+$/, 'must be a whole number')
        .transform(Number),
    ])
    .pipe(z.number().int().min(min, `must be ${min}…${max}`).max(max, `must be ${min}…${max}`));
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
