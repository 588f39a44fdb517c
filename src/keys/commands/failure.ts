import type { Command } from '../command.ts';

/** One group of failures. */
export const failureCommands = [] as const satisfies readonly Command[];
