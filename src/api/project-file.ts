import { z } from 'zod';
import { count, nullableText, queryInteger } from './field.ts';
import { wireList } from './page.ts';

/** Contract section 7.3; the documentation cuts off what a file tells beside its path. */
const wireFile = z.object({
  path: z.string(),
  size: count,
  created_at: z.string(),
  updated_at: z.string(),
});
export const wireFileList = wireList(wireFile).extend({
  _links: z.object({ self: nullableText, next: nullableText }),
});

export const fileListQuery = z.object({
  /** `*` stands for any characters. */
  pattern: z.string().min(1).max(1024).optional(),
  cursor: z.string().min(1).optional(),
  limit: queryInteger(1, 100).optional(),
  sort_by: z.enum(['updated_at', 'path']).optional(),
  sort_order: z.enum(['asc', 'desc']).optional(),
});

export const wireWriteFile = z.object({ content: z.string() });
export const wireFileWritten = z.object({ path: z.string() });
