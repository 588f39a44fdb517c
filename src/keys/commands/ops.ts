import type { Command } from '../command.ts';

/** What was done from here. */
export const opsCommands = [] as const satisfies readonly Command[];
