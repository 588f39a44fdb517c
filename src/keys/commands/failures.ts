import type { Command } from '../command.ts';

/** The groups of failures. */
export const failuresCommands = [] as const satisfies readonly Command[];
