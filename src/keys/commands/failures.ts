import type { Command } from '../command.ts';

/** The groups of failures. */
export const failuresCommands = [
  { id: 'open', keys: ['enter', 'l', 'right'], scope: 'failures', text: 'Open the group', hint: 'open' },
  {
    id: 'filter',
    keys: ['/'],
    scope: 'failures',
    text: 'Filter: words, target:…, since:2h, batch:…',
    hint: 'filter',
  },
  {
    id: 'sort',
    keys: ['s'],
    scope: 'failures',
    text: 'Sort by number, by the last or by the first',
    hint: 'sort',
  },
  {
    id: 'export',
    keys: ['x'],
    scope: 'failures',
    text: 'Save the failed runs as CSV or JSON lines',
    hint: 'save',
  },
  {
    id: 'retry',
    keys: ['R'],
    scope: 'failures',
    text: 'Retry the runs of the group',
    hint: 'retry',
    acts: true,
  },
] as const satisfies readonly Command[];
