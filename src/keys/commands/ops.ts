import type { Command } from '../command.ts';

/** What was done from here. */
export const opsCommands = [
  { id: 'open', keys: ['enter', 'l', 'right'], scope: 'ops', text: 'Open its run', hint: 'open' },
  { id: 'export', keys: ['x'], scope: 'ops', text: 'Save the log as lines of JSON', hint: 'export' },
  {
    id: 'cancel',
    keys: ['X'],
    scope: 'ops',
    text: 'Stop it: what is not sent yet is not sent',
    hint: 'stop',
    acts: true,
  },
] as const satisfies readonly Command[];
