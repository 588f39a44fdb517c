import type { Command } from '../command.ts';

/** The list of batches. */
export const batchesCommands = [] as const satisfies readonly Command[];
