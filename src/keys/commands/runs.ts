import type { Command } from '../command.ts';

/** The list of runs. */
export const runsCommands = [
  { id: 'open', keys: ['enter', 'l', 'right'], scope: 'runs', text: 'Open the run', hint: 'open' },
  { id: 'filter', keys: ['/'], scope: 'runs', text: 'Filter: words and field:value', hint: 'filter' },
  { id: 'time', keys: ['t'], scope: 'runs', text: 'Time as age or as clock' },
  { id: 'batch', keys: ['b'], scope: 'runs', text: 'Show the runs of its batch' },
  { id: 'cancel', keys: ['X'], scope: 'runs', text: 'Cancel the run', hint: 'cancel', acts: true },
  { id: 'retry', keys: ['R'], scope: 'runs', text: 'Retry the run as a new one', hint: 'retry', acts: true },
  { id: 'trigger', keys: ['T'], scope: 'runs', text: 'New run of the same target', hint: 'new', acts: true },
] as const satisfies readonly Command[];
