import { z } from 'zod';
import { wireBatch } from './batch.ts';
import { count } from './field.ts';

/** Ours: what an action on a whole batch did, and the batch after it. */
export const wireBatchAction = z.object({ changed: count, batch: wireBatch });
