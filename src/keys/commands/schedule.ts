import type { Command } from '../command.ts';

/** One schedule and its runs. */
export const scheduleCommands = [
  { id: 'open', keys: ['enter', 'l', 'right'], scope: 'schedule', text: 'Open the run', hint: 'open' },
  { id: 'why', keys: ['i'], scope: 'schedule', text: 'Why the run is where it is', hint: 'why' },
  {
    id: 'pause',
    keys: ['P'],
    scope: 'schedule',
    text: 'Pause the schedule, or resume it',
    hint: 'pause',
    acts: true,
  },
  {
    id: 'trigger',
    keys: ['T'],
    scope: 'schedule',
    text: 'Start a run of the schedule now',
    hint: 'start now',
    acts: true,
  },
  {
    id: 'other-pane',
    keys: ['tab', 'shift+tab'],
    scope: 'schedule',
    text: 'Scroll the lines about it; again, or Esc, back to the list',
  },
] as const satisfies readonly Command[];
