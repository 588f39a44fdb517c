import type { Command } from '../command.ts';

/** One batch. */
export const batchCommands = [
  {
    id: 'open',
    keys: ['enter'],
    scope: 'batch',
    text: 'Open the run; list the runs of the slice or of the fingerprint',
    hint: 'open',
  },
  {
    id: 'other-pane',
    keys: ['tab'],
    scope: 'batch',
    text: 'Next part: heat strip, fingerprints, runs',
    hint: 'part',
  },
  {
    id: 'retry',
    keys: ['R'],
    scope: 'batch',
    text: 'Retry what failed of the batch',
    hint: 'retry failed',
    acts: true,
  },
  {
    id: 'cancel',
    keys: ['X'],
    scope: 'batch',
    text: 'Cancel what has not ended of the batch',
    hint: 'cancel rest',
    acts: true,
  },
  { id: 'left', keys: ['left', 'h'], scope: 'batch', text: 'In the heat strip: the slice before' },
  { id: 'right', keys: ['right', 'l'], scope: 'batch', text: 'In the heat strip: the next slice' },
  { id: 'filter', keys: ['/'], scope: 'batch', text: 'Filter the runs by words', hint: 'filter' },
  {
    id: 'sort',
    keys: ['s'],
    scope: 'batch',
    text: 'Runs in order of their start, or the failed first',
    hint: 'order',
  },
  { id: 'why', keys: ['i'], scope: 'batch', text: 'Why the run is where it is', hint: 'why' },
  {
    id: 'compare',
    keys: ['='],
    scope: 'batch',
    text: 'Compare the run with the nearest one of the batch that went well',
    hint: 'diff',
  },
  {
    id: 'include',
    keys: ['space'],
    scope: 'batch',
    text: 'Take the fingerprint along in a retry, or leave it out',
    hint: 'take/leave',
  },
  {
    id: 'export',
    keys: ['x'],
    scope: 'batch',
    text: 'Save the listed runs as CSV or JSON lines',
    hint: 'save',
  },
] as const satisfies readonly Command[];
