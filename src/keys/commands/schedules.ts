import type { Command } from '../command.ts';

/** The list of schedules. */
export const schedulesCommands = [] as const satisfies readonly Command[];
