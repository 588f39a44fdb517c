import type { Command } from '../command.ts';

/** Questions. */
export const dialogCommands = [
  { id: 'yes', keys: ['y'], scope: 'dialog', text: 'Go ahead', hint: 'yes' },
  { id: 'no', keys: ['n', 'escape'], scope: 'dialog', text: 'Do not', hint: 'no' },
  { id: 'accept', keys: ['enter'], scope: 'dialog', text: 'Take the focused answer', hint: 'take' },
  { id: 'next-choice', keys: ['tab', 'right', 'down', 'l', 'j'], scope: 'dialog', text: 'Next answer' },
  {
    id: 'previous-choice',
    keys: ['shift+tab', 'left', 'up', 'h', 'k'],
    scope: 'dialog',
    text: 'Previous answer',
  },
] as const satisfies readonly Command[];
