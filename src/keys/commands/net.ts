import type { Command } from '../command.ts';

/** What the link carries. */
export const netCommands = [] as const satisfies readonly Command[];
