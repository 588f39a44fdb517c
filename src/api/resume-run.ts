import { z } from 'zod';
import { wireJson } from './field.ts';

/** `tool_result` is documented; the guides name the other three without a body, so they share this one. */
const signalTypes = ['tool_result', 'approval', 'event', 'input'] as const;

/** Contract section 4.6. */
export const wireResumeRun = z.object({
  type: z.enum(signalTypes),
  /** What is answered, such as the id of an approval; the same one twice is a duplicate. */
  tool_call_id: z.string().min(1).max(128),
  result: wireJson,
  is_error: z.boolean().default(false),
});

export const wireRunResumed = z.object({ accepted: z.boolean(), duplicate: z.boolean().optional() });
