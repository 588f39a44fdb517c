import type { Command } from '../command.ts';

/** The contexts. */
export const contextsCommands = [
  {
    id: 'open',
    keys: ['enter', 'l', 'right'],
    scope: 'contexts',
    text: 'Switch to the context; `-` switches back',
    hint: 'switch',
  },
  { id: 'test', keys: ['t'], scope: 'contexts', text: 'Try it: server, token, project, clock', hint: 'test' },
  {
    id: 'new',
    keys: ['n'],
    scope: 'contexts',
    text: 'Add a context; nothing is kept before ^S',
    hint: 'new',
  },
  {
    id: 'edit',
    keys: ['e'],
    scope: 'contexts',
    text: 'Edit it; an empty token stays as it is',
    hint: 'edit',
  },
  {
    id: 'make-default',
    keys: [],
    scope: 'contexts',
    text: 'Use it where none is named, as `vfjobs contexts use`',
  },
  {
    id: 'delete',
    keys: ['D'],
    scope: 'contexts',
    text: 'Forget the context and its token',
    hint: 'forget',
    acts: true,
  },
  {
    id: 'other-pane',
    keys: ['tab', 'shift+tab'],
    scope: 'contexts',
    text: 'Scroll the lines about it; again, or Esc, back to the list',
  },
] as const satisfies readonly Command[];
