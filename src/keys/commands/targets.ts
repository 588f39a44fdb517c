import type { Command } from '../command.ts';

/** The targets. */
export const targetsCommands = [
  {
    id: 'trigger',
    keys: ['enter', 'T', 'l', 'right'],
    scope: 'targets',
    text: 'Open the form of a new run; nothing starts yet',
    hint: 'form of a new run',
  },
  { id: 'filter', keys: ['/'], scope: 'targets', text: 'Only targets with these words', hint: 'filter' },
  {
    id: 'other-pane',
    keys: ['tab', 'shift+tab'],
    scope: 'targets',
    text: 'Scroll the lines about it; again, or Esc, back to the list',
  },
] as const satisfies readonly Command[];
