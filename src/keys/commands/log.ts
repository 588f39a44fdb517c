import type { Command } from '../command.ts';

/** The panes of events and log. A command without a key is a word of the palette: `:raw`. */
export const logCommands = [
  { id: 'follow', keys: ['F', 's'], scope: 'log', text: 'Follow the end', hint: 'follow' },
  { id: 'search', keys: ['/'], scope: 'log', text: 'Search the log: text or /regex/', hint: 'search' },
  { id: 'next-match', keys: ['n'], scope: 'log', text: 'Next match' },
  { id: 'previous-match', keys: ['N'], scope: 'log', text: 'Previous match' },
  {
    id: 'only',
    keys: ['&'],
    scope: 'log',
    text: 'Show only lines that match; !text hides them; empty shows all',
    hint: 'only',
  },
  {
    id: 'levels',
    keys: ['v'],
    scope: 'log',
    text: 'Levels: all, info and worse, warn, error',
    hint: 'levels',
  },
  { id: 'next-error', keys: ['e'], scope: 'log', text: 'Next error', hint: 'error' },
  { id: 'previous-error', keys: ['E'], scope: 'log', text: 'Previous error' },
  { id: 'other-pane', keys: ['tab', 'shift+tab'], scope: 'log', text: 'The other pane', hint: 'pane' },
  { id: 'zoom', keys: ['f'], scope: 'log', text: 'One pane full, or both', hint: 'zoom' },
  { id: 'time', keys: ['t'], scope: 'log', text: 'Time: local, relative, UTC or none', hint: 'time' },
  { id: 'wrap', keys: ['w'], scope: 'log', text: 'Wrap long lines', hint: 'wrap' },
  { id: 'left', keys: ['h', 'left'], scope: 'log', text: 'Scroll left' },
  { id: 'right', keys: ['l', 'right'], scope: 'log', text: 'Scroll right' },
  { id: 'whole-line', keys: ['enter'], scope: 'log', text: 'The line or event whole, JSON set out' },
  { id: 'mark-line', keys: ['m'], scope: 'log', text: 'Mark the line; copying starts there', hint: 'mark' },
  { id: 'next-mark', keys: ["'"], scope: 'log', text: 'Next marked line' },
  { id: 'raw', keys: [], scope: 'log', text: 'Lines as they were printed, JSON too' },
  { id: 'similar', keys: [], scope: 'log', text: 'Fold lines that differ only in numbers' },
  { id: 'link', keys: [], scope: 'log', text: 'Moving in events moves the log, or no longer does' },
] as const satisfies readonly Command[];
