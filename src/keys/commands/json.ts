import type { Command } from '../command.ts';

/** A JSON document as a tree. */
export const jsonCommands = [
  {
    id: 'fold',
    keys: ['enter', 'space'],
    scope: 'json',
    text: 'Fold or unfold; of a long text show all',
    hint: 'fold',
  },
  { id: 'unfold', keys: ['l', 'right'], scope: 'json', text: 'Unfold' },
  { id: 'fold-up', keys: ['h', 'left'], scope: 'json', text: 'Fold, or go to what holds the line' },
  { id: 'unfold-all', keys: ['+'], scope: 'json', text: 'Unfold all' },
  { id: 'fold-all', keys: ['_'], scope: 'json', text: 'Fold all' },
  { id: 'search', keys: ['/'], scope: 'json', text: 'Search keys and values', hint: 'search' },
  { id: 'next-match', keys: ['n'], scope: 'json', text: 'Next match' },
  { id: 'previous-match', keys: ['N'], scope: 'json', text: 'Previous match' },
] as const satisfies readonly Command[];
