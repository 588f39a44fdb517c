import type { CommandRow } from './command-table.ts';

/** Keys that a terminal, a multiplexer or a habit has taken, and why they are not to be had. */
const takenKeys: Readonly<Record<string, string>> = {
  'ctrl+s': 'terminals take it for flow control; only forms are sent with it',
  'ctrl+c': 'it always quits',
  'ctrl+h': 'terminals send it for Backspace',
  'ctrl+i': 'terminals send it for Tab',
  'ctrl+j': 'terminals send it for Enter',
  'ctrl+m': 'terminals send it for Enter',
  'ctrl+[': 'terminals send it for Esc',
  'ctrl+z': 'it suspends to the shell',
  'ctrl+\\': 'terminals end the program with it',
  'ctrl+q': 'terminals take it for flow control',
  'ctrl+a': 'it is the prefix of screen',
  'ctrl+space': 'desktops change the input method with it',
  backspace: 'people mend their typing with it',
  delete: 'people mend their typing with it',
};

/** Fine in addition to another key, never alone. */
const onlyBeside: Readonly<Record<string, string>> = {
  'ctrl+b': 'it is the prefix of tmux',
  'ctrl+w': 'it closes the tab of a browser, and deletes a word in prompts',
};

/** What keeps its own keys, whatever the user says: nobody may be locked in. */
const fixed: Readonly<Record<string, readonly string[]>> = {
  quit: ['ctrl+c'],
  back: ['escape'],
  suspend: ['ctrl+z'],
};

/** Where keys are text first. */
export const typingScopes: ReadonlySet<string> = new Set(['form', 'entry', 'schedule-editor']);

/** The keys that a command keeps in any case. */
export function fixedKeys(command: CommandRow): readonly string[] {
  return fixed[command.id] ?? [];
}

/** Where a key would go, and what may not be done with it there. */
export interface KeyUse {
  readonly scope: string;
  readonly acts: boolean;
  /** The id of the command of the table; null for a command of the user's own. */
  readonly id: string | null;
  /** All keys that are wanted for it. */
  readonly all: readonly string[];
}

/**
 * Why a key may not be used for something: one clause, null when it may.
 * @param key as `readKey` answers it
 */
export function whyForbidden(key: string, { scope, acts, id, all }: KeyUse): string | null {
  if (id !== null && fixed[id]?.includes(key) === true) return null;
  if (acts && !/^[A-Z]$/.test(key)) return 'what acts has a plain upper-case letter, so that no slip can act';
  if (scope === 'dialog') return 'questions are answered alike everywhere';
  return key === 'ctrl+s' && (id === 'submit' || id === 'save') ? null : whyTaken(key, scope, all);
}

function whyTaken(key: string, scope: string, all: readonly string[]): string | null {
  if (key.startsWith('alt+')) return 'on slow links it arrives as Esc and a key';
  if (/^f\d/.test(key)) return 'terminals and tmux take the F keys';
  if (typingScopes.has(scope) && [...key].length === 1) return 'in a form it is typed';
  const taken = takenKeys[key];
  if (taken !== undefined) return taken;
  const beside = onlyBeside[key];
  return beside === undefined || all.some((other) => onlyBeside[other] === undefined)
    ? null
    : `${beside}; only beside another key`;
}
