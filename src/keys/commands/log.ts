import type { Command } from '../command.ts';

/** The panes of events and log. */
export const logCommands = [
  { id: 'follow', keys: ['F', 's'], scope: 'log', text: 'Follow the end', hint: 'follow' },
  { id: 'search', keys: ['/'], scope: 'log', text: 'Search the log', hint: 'search' },
  { id: 'next-match', keys: ['n'], scope: 'log', text: 'Next match' },
  { id: 'previous-match', keys: ['N'], scope: 'log', text: 'Previous match' },
  { id: 'other-pane', keys: ['tab', 'shift+tab'], scope: 'log', text: 'The other pane', hint: 'pane' },
  { id: 'time', keys: ['t'], scope: 'log', text: 'Time: none, relative or local', hint: 'time' },
  { id: 'wrap', keys: ['w'], scope: 'log', text: 'Wrap long lines', hint: 'wrap' },
  { id: 'left', keys: ['h', 'left'], scope: 'log', text: 'Scroll left' },
  { id: 'right', keys: ['l', 'right'], scope: 'log', text: 'Scroll right' },
] as const satisfies readonly Command[];
