import type { Command } from '../command.ts';

/** One run. */
export const runCommands = [
  { id: 'tab-1', keys: ['1'], scope: 'run', text: 'Tab Overview' },
  { id: 'tab-2', keys: ['2'], scope: 'run', text: 'Tab Live: events and log' },
  { id: 'tab-3', keys: ['3'], scope: 'run', text: 'Tab Config' },
  { id: 'tab-4', keys: ['4'], scope: 'run', text: 'Tab Output' },
  { id: 'tab-5', keys: ['5'], scope: 'run', text: 'Tab Attempts' },
  { id: 'previous-tab', keys: ['['], scope: 'run', text: 'Previous tab' },
  { id: 'next-tab', keys: [']'], scope: 'run', text: 'Next tab', hint: 'tab' },
  { id: 'next-run', keys: ['ctrl+n'], scope: 'run', text: 'Next run of the list' },
  { id: 'previous-run', keys: ['ctrl+p'], scope: 'run', text: 'Previous run of the list' },
  { id: 'batch', keys: ['b'], scope: 'run', text: 'Show the runs of its batch' },
  { id: 'cancel', keys: ['X'], scope: 'run', text: 'Cancel this run', hint: 'cancel', acts: true },
  { id: 'retry', keys: ['R'], scope: 'run', text: 'Retry this run as a new one', hint: 'retry', acts: true },
  { id: 'trigger', keys: ['T'], scope: 'run', text: 'New run of the same target', hint: 'new', acts: true },
] as const satisfies readonly Command[];
