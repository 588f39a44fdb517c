import type { Command } from '../command.ts';

/** Keys that work on every screen. */
export const everywhereCommands = [
  { id: 'help', keys: ['?'], scope: 'everywhere', text: 'Help for this screen', hint: 'help' },
  { id: 'palette', keys: [':'], scope: 'everywhere', text: 'Command palette', hint: 'command' },
  { id: 'back', keys: ['escape'], scope: 'everywhere', text: 'Back, close or clear' },
  { id: 'leave', keys: ['q'], scope: 'everywhere', text: 'Back; at the root: quit' },
  { id: 'quit', keys: ['ctrl+c'], scope: 'everywhere', text: 'Quit; asks once while a form is open' },
  { id: 'redraw', keys: ['ctrl+l'], scope: 'everywhere', text: 'Draw the whole screen again' },
  { id: 'suspend', keys: ['ctrl+z'], scope: 'everywhere', text: 'Suspend to the shell; `fg` returns' },
  { id: 'refresh', keys: ['r'], scope: 'everywhere', text: 'Ask the server again, and at once when offline' },
  { id: 'hold', keys: ['p'], scope: 'everywhere', text: 'Hold the screen still; again to go on' },
  { id: 'undo', keys: ['u'], scope: 'everywhere', text: 'Take the last action back while that is possible' },
  { id: 'last-view', keys: ['-'], scope: 'everywhere', text: 'The view before this one' },
  { id: 'copy', keys: ['y', 'c'], scope: 'everywhere', text: 'Copy the id' },
  {
    id: 'copy-menu',
    keys: ['Y'],
    scope: 'everywhere',
    text: 'Copy the link, or the command that does the same',
  },
  { id: 'say-link', keys: ['o'], scope: 'everywhere', text: 'Say the link to this place' },
  { id: 'go-runs', keys: ['1'], scope: 'everywhere', text: 'Runs' },
  { id: 'go-batches', keys: ['2'], scope: 'everywhere', text: 'Batches' },
  { id: 'go-schedules', keys: ['3'], scope: 'everywhere', text: 'Schedules' },
  { id: 'go-targets', keys: ['4'], scope: 'everywhere', text: 'Targets' },
  { id: 'go-failures', keys: ['5'], scope: 'everywhere', text: 'Failures' },
  { id: 'go-contexts', keys: ['6'], scope: 'everywhere', text: 'Contexts' },
] as const satisfies readonly Command[];
