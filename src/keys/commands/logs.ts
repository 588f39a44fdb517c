import type { Command } from '../command.ts';

/** The logs of several runs, merged by time. */
export const logsCommands = [
  {
    id: 'run-1',
    keys: ['1'],
    scope: 'logs',
    text: 'Hide or show the lines of run 1; 2 to 9 the others',
    hint: 'hide run',
  },
  { id: 'run-2', keys: ['2'], scope: 'logs', text: 'Hide or show run 2' },
  { id: 'run-3', keys: ['3'], scope: 'logs', text: 'Hide or show run 3' },
  { id: 'run-4', keys: ['4'], scope: 'logs', text: 'Hide or show run 4' },
  { id: 'run-5', keys: ['5'], scope: 'logs', text: 'Hide or show run 5' },
  { id: 'run-6', keys: ['6'], scope: 'logs', text: 'Hide or show run 6' },
  { id: 'run-7', keys: ['7'], scope: 'logs', text: 'Hide or show run 7' },
  { id: 'run-8', keys: ['8'], scope: 'logs', text: 'Hide or show run 8' },
  { id: 'run-9', keys: ['9'], scope: 'logs', text: 'Hide or show run 9' },
  {
    id: 'run-here',
    keys: ['0'],
    scope: 'logs',
    text: 'Hide the run of the line under the cursor; again: show all',
  },
  { id: 'open', keys: ['o'], scope: 'logs', text: 'Open the run of the line under the cursor', hint: 'open' },
] as const satisfies readonly Command[];
