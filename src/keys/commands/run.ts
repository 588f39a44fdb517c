import type { Command } from '../command.ts';

/** One run. */
export const runCommands = [
  { id: 'tab-1', keys: ['1'], scope: 'run', text: 'Tab Overview' },
  { id: 'tab-2', keys: ['2'], scope: 'run', text: 'Tab Live: events and log' },
  { id: 'tab-3', keys: ['3'], scope: 'run', text: 'Tab Input/Config' },
  { id: 'tab-4', keys: ['4'], scope: 'run', text: 'Tab Output' },
  { id: 'tab-5', keys: ['5'], scope: 'run', text: 'Tab Attempts' },
  { id: 'tab-6', keys: ['6'], scope: 'run', text: 'Tab Children' },
  { id: 'tab-7', keys: ['7'], scope: 'run', text: 'Tab Why' },
  { id: 'tab-8', keys: ['8'], scope: 'run', text: 'Tab Diff: against the last success' },
  { id: 'previous-tab', keys: ['['], scope: 'run', text: 'Previous tab' },
  { id: 'next-tab', keys: [']'], scope: 'run', text: 'Next tab', hint: 'tab' },
  { id: 'open', keys: ['enter'], scope: 'run', text: 'Open what the cursor is on', hint: 'open' },
  { id: 'next-run', keys: ['ctrl+n'], scope: 'run', text: 'Next run of the list you came from' },
  { id: 'previous-run', keys: ['ctrl+p'], scope: 'run', text: 'Previous run of the list you came from' },
  { id: 'previous-attempt', keys: [','], scope: 'run', text: 'Log of the attempt before' },
  { id: 'next-attempt', keys: ['.'], scope: 'run', text: 'Log of the attempt after; then the whole log' },
  { id: 'why', keys: ['i'], scope: 'run', text: 'Why it is where it is', hint: 'why' },
  { id: 'compare', keys: ['='], scope: 'run', text: 'Compare with the last success', hint: 'diff' },
  { id: 'batch', keys: ['b'], scope: 'run', text: 'Show its batch' },
  { id: 'edit', keys: ['e'], scope: 'run', text: 'Open a copy in $EDITOR' },
  { id: 'cancel', keys: ['X'], scope: 'run', text: 'Cancel this run', hint: 'cancel', acts: true },
  { id: 'retry', keys: ['R'], scope: 'run', text: 'Retry this run as a new one', hint: 'retry', acts: true },
  {
    id: 'trigger',
    keys: ['T'],
    scope: 'run',
    text: 'New run like it, to edit first',
    hint: 'new',
    acts: true,
  },
] as const satisfies readonly Command[];
