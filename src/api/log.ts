import { z } from 'zod';
import type { LogChunk } from '../model/log.ts';
import { count, queryInteger } from './field.ts';

/** Contract section 3.5. */
export const wireJobLogs = z.object({ logs: z.string().nullable() });

/** Ours: a piece of the log in the form of `src/model/log.ts`. */
export const wireLogChunk = z.object({
  text: z.string(),
  next_byte: count,
  total_bytes: count,
});

export const maxLogChunkBytes = 1_048_576;

/** `after_byte` negative: that many bytes before the end, from the next line start. */
export const logQuery = z.object({
  after_byte: queryInteger(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER).optional(),
  limit_bytes: queryInteger(1024, maxLogChunkBytes).optional(),
});

export function logChunkToWire(chunk: LogChunk): z.infer<typeof wireLogChunk> {
  return { text: chunk.text, next_byte: chunk.nextByte, total_bytes: chunk.totalBytes };
}

export function logChunkFromWire(wire: z.infer<typeof wireLogChunk>): LogChunk {
  return { text: wire.text, nextByte: wire.next_byte, totalBytes: wire.total_bytes };
}
