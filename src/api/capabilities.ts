import { z } from 'zod';
import { abilities } from '../model/capabilities.ts';

/** Ours: what this server can do, with a reason for each missing ability. */
export const wireCapabilities = z.object({
  server: z.string(),
  version: z.string(),
  generations: z.array(z.enum(['jobs', 'runs'])),
  abilities: z.record(z.enum(abilities), z.union([z.literal(true), z.string()])),
});
