import type { Command } from '../command.ts';

/** The list of schedules. */
export const schedulesCommands = [
  { id: 'open', keys: ['enter', 'l', 'right'], scope: 'schedules', text: 'Open the schedule', hint: 'open' },
  { id: 'filter', keys: ['/'], scope: 'schedules', text: 'Only schedules with these words', hint: 'filter' },
  {
    id: 'pause',
    keys: ['P'],
    scope: 'schedules',
    text: 'Pause the schedule, or resume it',
    hint: 'pause',
    acts: true,
  },
  {
    id: 'trigger',
    keys: ['T'],
    scope: 'schedules',
    text: 'Start a run of the schedule now',
    hint: 'start now',
    acts: true,
  },
  {
    id: 'other-pane',
    keys: ['tab', 'shift+tab'],
    scope: 'schedules',
    text: 'Scroll the lines about it; again, or Esc, back to the list',
  },
] as const satisfies readonly Command[];
