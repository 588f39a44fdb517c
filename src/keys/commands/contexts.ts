import type { Command } from '../command.ts';

/** The contexts. */
export const contextsCommands = [] as const satisfies readonly Command[];
