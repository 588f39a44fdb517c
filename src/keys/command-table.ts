import type { Command } from './command.ts';

/** The one table of keys: matching, footer, help screen and README are all made from it. */
export const commandTable = [
  { id: 'help', keys: ['?'], scope: 'everywhere', text: 'Help for this screen', hint: 'help' },
  { id: 'palette', keys: [':'], scope: 'everywhere', text: 'Command palette', hint: 'command' },
  { id: 'back', keys: ['escape'], scope: 'everywhere', text: 'Back, close or clear' },
  { id: 'leave', keys: ['q'], scope: 'everywhere', text: 'Back; at the root: quit' },
  { id: 'quit', keys: ['ctrl+c'], scope: 'everywhere', text: 'Quit; asks once while a form is open' },
  { id: 'redraw', keys: ['ctrl+l'], scope: 'everywhere', text: 'Draw the whole screen again' },
  { id: 'suspend', keys: ['ctrl+z'], scope: 'everywhere', text: 'Suspend to the shell; `fg` returns' },
  { id: 'refresh', keys: ['r'], scope: 'everywhere', text: 'Ask the server again, and at once when offline' },
  { id: 'hold', keys: ['p'], scope: 'everywhere', text: 'Hold the screen still; again to go on' },
  { id: 'last-view', keys: ['-'], scope: 'everywhere', text: 'The view before this one' },
  { id: 'copy', keys: ['y', 'c'], scope: 'everywhere', text: 'Copy the id' },
  { id: 'go-runs', keys: ['1'], scope: 'everywhere', text: 'Runs' },
  { id: 'go-targets', keys: ['4'], scope: 'everywhere', text: 'Targets' },

  { id: 'down', keys: ['j', 'down'], scope: 'list', text: 'Down' },
  { id: 'up', keys: ['k', 'up'], scope: 'list', text: 'Up' },
  { id: 'half-page-down', keys: ['ctrl+d'], scope: 'list', text: 'Half a page down' },
  { id: 'half-page-up', keys: ['ctrl+u'], scope: 'list', text: 'Half a page up' },
  { id: 'page-down', keys: ['pagedown', 'ctrl+f', 'space'], scope: 'list', text: 'A page down' },
  { id: 'page-up', keys: ['pageup', 'ctrl+b'], scope: 'list', text: 'A page up' },
  {
    id: 'top',
    keys: ['g', 'home'],
    scope: 'list',
    text: 'To the top; in the list of runs: and stay with the newest',
  },
  { id: 'bottom', keys: ['G', 'end'], scope: 'list', text: 'To the end; in a log: and follow it' },

  { id: 'open', keys: ['enter', 'l', 'right'], scope: 'runs', text: 'Open the run', hint: 'open' },
  { id: 'filter', keys: ['/'], scope: 'runs', text: 'Filter: words and field:value', hint: 'filter' },
  { id: 'time', keys: ['t'], scope: 'runs', text: 'Time as age or as clock' },
  { id: 'batch', keys: ['b'], scope: 'runs', text: 'Show the runs of its batch' },
  { id: 'cancel', keys: ['X'], scope: 'runs', text: 'Cancel the run', hint: 'cancel', acts: true },
  { id: 'retry', keys: ['R'], scope: 'runs', text: 'Retry the run as a new one', hint: 'retry', acts: true },
  { id: 'trigger', keys: ['T'], scope: 'runs', text: 'New run of the same target', hint: 'new', acts: true },

  { id: 'tab-1', keys: ['1'], scope: 'run', text: 'Tab Overview' },
  { id: 'tab-2', keys: ['2'], scope: 'run', text: 'Tab Live: events and log' },
  { id: 'tab-3', keys: ['3'], scope: 'run', text: 'Tab Config' },
  { id: 'tab-4', keys: ['4'], scope: 'run', text: 'Tab Output' },
  { id: 'tab-5', keys: ['5'], scope: 'run', text: 'Tab Attempts' },
  { id: 'previous-tab', keys: ['['], scope: 'run', text: 'Previous tab' },
  { id: 'next-tab', keys: [']'], scope: 'run', text: 'Next tab', hint: 'tab' },
  { id: 'next-run', keys: ['ctrl+n'], scope: 'run', text: 'Next run of the list' },
  { id: 'previous-run', keys: ['ctrl+p'], scope: 'run', text: 'Previous run of the list' },
  { id: 'batch', keys: ['b'], scope: 'run', text: 'Show the runs of its batch' },
  { id: 'cancel', keys: ['X'], scope: 'run', text: 'Cancel this run', hint: 'cancel', acts: true },
  { id: 'retry', keys: ['R'], scope: 'run', text: 'Retry this run as a new one', hint: 'retry', acts: true },
  { id: 'trigger', keys: ['T'], scope: 'run', text: 'New run of the same target', hint: 'new', acts: true },

  { id: 'follow', keys: ['F', 's'], scope: 'log', text: 'Follow the end', hint: 'follow' },
  { id: 'search', keys: ['/'], scope: 'log', text: 'Search the log', hint: 'search' },
  { id: 'next-match', keys: ['n'], scope: 'log', text: 'Next match' },
  { id: 'previous-match', keys: ['N'], scope: 'log', text: 'Previous match' },
  { id: 'other-pane', keys: ['tab', 'shift+tab'], scope: 'log', text: 'The other pane', hint: 'pane' },
  { id: 'time', keys: ['t'], scope: 'log', text: 'Time: none, relative or local', hint: 'time' },
  { id: 'wrap', keys: ['w'], scope: 'log', text: 'Wrap long lines', hint: 'wrap' },
  { id: 'left', keys: ['h', 'left'], scope: 'log', text: 'Scroll left' },
  { id: 'right', keys: ['l', 'right'], scope: 'log', text: 'Scroll right' },

  {
    id: 'trigger',
    keys: ['enter', 'T', 'l', 'right'],
    scope: 'targets',
    text: 'Open the form of a new run; nothing starts yet',
    hint: 'form of a new run',
  },

  { id: 'submit', keys: ['ctrl+s'], scope: 'form', text: 'Start the run', hint: 'start' },
  { id: 'next-field', keys: ['tab', 'shift+tab'], scope: 'form', text: 'Next field', hint: 'field' },
  {
    id: 'back',
    keys: ['escape'],
    scope: 'form',
    text: 'Leave; asks when something was typed',
    hint: 'leave',
  },

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

export type CommandId = (typeof commandTable)[number]['id'];
export type CommandRow = Command<CommandId>;
