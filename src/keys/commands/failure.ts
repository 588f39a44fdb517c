import type { Command } from '../command.ts';

/** One group of failures. */
export const failureCommands = [
  { id: 'open', keys: ['enter', 'l', 'right'], scope: 'failure', text: 'Open the run', hint: 'open' },
  { id: 'why', keys: ['i'], scope: 'failure', text: 'Why the run is where it is', hint: 'why' },
  { id: 'batch', keys: ['b'], scope: 'failure', text: 'The batch of the run', hint: 'batch' },
  { id: 'export', keys: ['x'], scope: 'failure', text: 'Save the runs as CSV or JSON lines', hint: 'save' },
  {
    id: 'retry',
    keys: ['R'],
    scope: 'failure',
    text: 'Retry the runs of the group',
    hint: 'retry',
    acts: true,
  },
] as const satisfies readonly Command[];
