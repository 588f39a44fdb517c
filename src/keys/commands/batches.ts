import type { Command } from '../command.ts';

/** The list of batches. */
export const batchesCommands = [
  { id: 'open', keys: ['enter', 'l', 'right'], scope: 'batches', text: 'Open the batch', hint: 'open' },
  {
    id: 'retry',
    keys: ['R'],
    scope: 'batches',
    text: 'Retry what failed of the batch',
    hint: 'retry failed',
    acts: true,
  },
  {
    id: 'cancel',
    keys: ['X'],
    scope: 'batches',
    text: 'Cancel what has not ended of the batch',
    hint: 'cancel rest',
    acts: true,
  },
] as const satisfies readonly Command[];
