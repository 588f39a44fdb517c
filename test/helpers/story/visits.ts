import type { ConsoleDriver } from '../console-driver.ts';
import type { Awaited } from '../pty-program.ts';

/** A key, or what must be on the screen before the next one means something. */
export type Step = string | { readonly see: Awaited };

/** A screen of the console: the keys that lead to it from the list of runs, and what tells that it is there. */
export interface Visit {
  readonly name: string;
  readonly keys: readonly Step[];
  readonly see: Awaited;
  /** Keys that undo what the visit switched on, before the way back. */
  readonly back?: readonly string[] | undefined;
}

/** From wherever a visit has led to the list of runs, its cursor at the top. */
export const wayBack: readonly string[] = ['escape', 'escape', 'escape', '1', 'g'];

const throughPalette = (words: string): string[] => [':', ...typed(words), 'enter'];

/** The keys of a text. */
function typed(words: string): string[] {
  return words.replaceAll(' ', '\0').split('').map(named);
}

/** Every screen, in the order of the root tabs. */
export const visits: readonly Visit[] = [
  { name: 'runs', keys: [], see: 'nightly-backup' },
  { name: 'runs-marked', keys: ['j', 'j', 'j', 'space', 'space', 'space'], see: /3 marked/ },
  { name: 'runs-preview', keys: ['j', 'j', 'j', 'd'], see: /ERROR HTTP 429/, back: ['d'] },
  { name: 'runs-grouped', keys: ['#', 'f'], see: /FAILURE|by failure/i },
  { name: 'run-overview', keys: ['j', 'j', 'j', 'enter', '1'], see: 'duration' },
  { name: 'run-live', keys: [...throughPalette('run 81b004'), '2'], see: 'bytes for 570s' },
  { name: 'run-config', keys: [...throughPalette('run 81b004'), '3'], see: 'languages' },
  { name: 'run-output', keys: ['j', 'j', 'j', 'enter', '4'], see: 'HTTP 429' },
  { name: 'run-attempts', keys: ['j', 'j', 'j', 'enter', '5'], see: /3 +11:57:20/ },
  { name: 'run-why', keys: ['j', 'j', 'j', 'enter', '7'], see: 'slow: 41.0s' },
  { name: 'run-diff', keys: ['j', 'j', 'j', 'enter', '8'], see: /last success +7f3a/ },
  { name: 'batches', keys: ['2'], see: '0000b041' },
  { name: 'batch', keys: ['2', { see: '0000b041' }, 'enter'], see: /E3 +invoice/ },
  { name: 'schedules', keys: ['3'], see: 'contacts' },
  { name: 'schedule', keys: ['3', { see: 'contacts' }, 'g', 'j', 'j', 'enter'], see: /no executor was/ },
  {
    name: 'schedule-editor',
    keys: [
      '3',
      { see: 'contacts' },
      'g',
      'j',
      'e',
      { see: 'valid 5-field cron' },
      ...typed('every night at half past two'),
      'enter',
    ],
    see: /96 fires a day/,
    back: ['escape', 'y'],
  },
  { name: 'targets', keys: ['4'], see: 'newest 3m ago' },
  {
    name: 'new-run',
    keys: [...throughPalette('rw'), 'y', '4', { see: 'sync-stripe' }, 'G', 'k', 'T'],
    see: 'pageSize',
  },
  { name: 'failures', keys: ['5'], see: 'HTTP 401' },
  { name: 'failure', keys: ['5', { see: 'HTTP 401' }, 'enter'], see: 'the newest, in full' },
  { name: 'contexts', keys: ['6'], see: 'audit' },
  { name: 'edit-context', keys: ['6', 'n'], see: /token/i },
  { name: 'ops', keys: throughPalette('ops'), see: /action/i },
  { name: 'keys', keys: throughPalette('keys'), see: 'Keys: as built in' },
  { name: 'help', keys: ['?'], see: 'UPPER CASE acts' },
  { name: 'cancel', keys: [...throughPalette('rw'), 'y', 'j', 'X'], see: 'Cancel' },
];

function named(character: string): string {
  return character === '\0' ? 'space' : character;
}

/** Takes the steps one after the other, each when what the last one changed is on the screen. */
export async function take(console: ConsoleDriver, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (typeof step === 'string') console.press(step);
    else await console.see(step.see);
    await console.pty.quiet();
  }
}
