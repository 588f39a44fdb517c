import type { Command } from '../command.ts';

/** Forms. */
export const formCommands = [
  { id: 'submit', keys: ['ctrl+s'], scope: 'form', text: 'Start the run', hint: 'start' },
  { id: 'next-field', keys: ['tab', 'shift+tab'], scope: 'form', text: 'Next field', hint: 'field' },
  {
    id: 'edit',
    keys: ['ctrl+o'],
    scope: 'form',
    text: 'Edit the text in $EDITOR and take it back',
    hint: 'editor',
  },
  {
    id: 'back',
    keys: ['escape'],
    scope: 'form',
    text: 'Leave; asks when something was typed',
    hint: 'leave',
  },
] as const satisfies readonly Command[];
