import type { Command } from '../command.ts';

/** Moving in lists, events and logs. */
export const listCommands = [
  { id: 'down', keys: ['j', 'down'], scope: 'list', text: 'Down' },
  { id: 'up', keys: ['k', 'up'], scope: 'list', text: 'Up' },
  { id: 'half-page-down', keys: ['ctrl+d'], scope: 'list', text: 'Half a page down' },
  { id: 'half-page-up', keys: ['ctrl+u'], scope: 'list', text: 'Half a page up' },
  { id: 'page-down', keys: ['pagedown', 'ctrl+f'], scope: 'list', text: 'A page down' },
  { id: 'page-up', keys: ['pageup', 'ctrl+b'], scope: 'list', text: 'A page up' },
  {
    id: 'top',
    keys: ['g', 'home'],
    scope: 'list',
    text: 'To the top; in the list of runs: and stay with the first row',
  },
  { id: 'bottom', keys: ['G', 'end'], scope: 'list', text: 'To the end; in a log: and follow it' },
] as const satisfies readonly Command[];
