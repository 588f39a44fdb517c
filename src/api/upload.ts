import { z } from 'zod';
import { count, nullableText, queryInteger } from './field.ts';

/** Paths of files, here and below. Longer ones no file has. */
const wirePath = z.string().min(1).max(1024);

/** Contract section 7.3. */
const listedUpload = z.object({
  type: z.enum(['file', 'folder']),
  path: z.string(),
  id: z.uuid().optional(),
  file_name: z.string().optional(),
  size: count.optional(),
  content_type: nullableText.optional(),
  status: z.string().optional(),
  visibility: z.string().optional(),
  created_at: z.string().optional(),
  updated_at: z.string().optional(),
});
export const wireUploadList = z.object({
  data: z.array(listedUpload),
  page_info: z.object({ next: nullableText, prev: nullableText }),
});

export const uploadListQuery = z.object({
  /** A folder below the uploads; absent: all of them. */
  path: z.string().max(1024).optional(),
  /** `false`: folders are told instead of being entered. */
  recursive: z.enum(['true', 'false']).optional(),
  limit: queryInteger(1, 100).optional(),
  cursor: z.string().min(1).optional(),
});

export const wireCreateUpload = z.object({
  file_path: wirePath,
  content_type: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[!-~ ]+$/, 'must be a media type')
    .nullish(),
  size: z.number('must be a number of bytes').int().min(0).nullish(),
});

export const wireUploadCreated = z.object({
  file_upload_url: z.url(),
  file_path: z.string(),
  upload_id: z.uuid(),
  required_headers: z.record(z.string(), z.string()),
});

/** All that Veryfront's own reader of a single upload asks for. */
export const wireUpload = z.object({
  id: z.uuid(),
  path: z.string(),
  file_name: z.string(),
  content_type: nullableText,
  size: count,
  url: nullableText,
  status: z.enum(['pending', 'active', 'failed']),
  visibility: z.enum(['project', 'public', 'private']),
  created_at: z.string(),
  updated_at: z.string(),
  deleted_at: nullableText,
});

export const wireUploadUrl = z.object({ signed_url: z.url(), expires_at: z.string() });

/** A body, although 204 would do: Veryfront's other readers take an empty answer for a failure. */
export const wireUploadDeleted = z.object({ path: z.string(), deleted: z.literal(true) });
