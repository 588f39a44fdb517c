import type { Command } from '../command.ts';

/** Forms of labelled lines that are kept: a context. */
export const entryCommands = [
  { id: 'save', keys: ['ctrl+s'], scope: 'entry', text: 'Check and save the form', hint: 'save' },
  {
    id: 'next-field',
    keys: ['tab'],
    scope: 'entry',
    text: 'Next line; Down and Enter too',
    hint: 'next line',
  },
  { id: 'previous-field', keys: ['shift+tab'], scope: 'entry', text: 'Line before; Up too' },
  { id: 'test', keys: ['ctrl+t'], scope: 'entry', text: 'Try what is typed, without saving it', hint: 'try' },
  {
    id: 'back',
    keys: ['escape'],
    scope: 'entry',
    text: 'Leave; asks when something was typed',
    hint: 'leave',
  },
] as const satisfies readonly Command[];
