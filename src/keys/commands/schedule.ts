import type { Command } from '../command.ts';

/** One schedule, and what became of its slots. */
export const scheduleCommands = [
  {
    id: 'open',
    keys: ['enter', 'l', 'right'],
    scope: 'schedule',
    text: 'Open the run; of a slot without one: offer a backfill',
    hint: 'open',
  },
  { id: 'why', keys: ['i'], scope: 'schedule', text: 'Why the run is where it is', hint: 'why' },
  { id: 'batch', keys: ['b'], scope: 'schedule', text: 'Show the batch of the run, as of a backfill' },
  { id: 'edit', keys: ['e'], scope: 'schedule', text: 'Edit the schedule', hint: 'edit' },
  { id: 'new', keys: ['n'], scope: 'schedule', text: 'Write a new schedule for the same target' },
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
    id: 'backfill',
    keys: ['B'],
    scope: 'schedule',
    text: 'Runs for the slots of a time that has passed',
    hint: 'backfill',
    acts: true,
  },
  {
    id: 'delete',
    keys: ['D'],
    scope: 'schedule',
    text: 'Delete the schedule; its runs stay',
    hint: 'delete',
    acts: true,
  },
  {
    id: 'cancel',
    keys: ['X'],
    scope: 'schedule',
    text: 'End the schedule for good; it stays in the list',
    acts: true,
  },
  {
    id: 'other-pane',
    keys: ['tab', 'shift+tab'],
    scope: 'schedule',
    text: 'Scroll the lines about it; again, or Esc, back to the list',
  },
] as const satisfies readonly Command[];
