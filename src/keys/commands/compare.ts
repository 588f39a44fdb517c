import type { Command } from '../command.ts';

/** Two runs compared. */
export const compareCommands = [
  { id: 'open', keys: ['enter', 'l', 'right'], scope: 'compare', text: 'Open the run', hint: 'open' },
] as const satisfies readonly Command[];
