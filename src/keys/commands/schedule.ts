import type { Command } from '../command.ts';

/** One schedule. */
export const scheduleCommands = [] as const satisfies readonly Command[];
