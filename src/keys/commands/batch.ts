import type { Command } from '../command.ts';

/** One batch. */
export const batchCommands = [] as const satisfies readonly Command[];
