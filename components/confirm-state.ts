import type { KeyPress } from '../src/terminal/key-press.ts';

/** One answer of a dialog that asks before acting. */
export interface Choice {
  /** The letter that gives this answer at once, and its name. */
  readonly key: string;
  readonly label: string;
  /** Changes nothing: focused first, and what Esc and `n` answer. */
  readonly harmless?: boolean | undefined;
}

export interface ConfirmState {
  /** Index of the focused choice. */
  readonly focused: number;
}

/** `y` goes ahead, `n` does not; the harmless one is focused. */
export function yesOrNo(yes: string, no: string): readonly Choice[] {
  return [
    { key: 'y', label: yes },
    { key: 'n', label: no, harmless: true },
  ];
}

/** A dialog just opened: the harmless answer is focused, the last one when none is marked. */
export function confirmState(choices: readonly Choice[]): ConfirmState {
  return { focused: harmlessIndex(choices) };
}

/**
 * The dialog after a key, and the key of the answer given, null while there is none.
 * @param more how many places after the answers can be focused, such as fields
 */
export function confirmReducer(
  state: ConfirmState,
  choices: readonly Choice[],
  key: KeyPress,
  more = 0,
): { readonly state: ConfirmState; readonly answer: string | null } {
  const harmless = choices[harmlessIndex(choices)]?.key ?? null;
  if (key.paste === true || key.ctrl || key.alt) return { state, answer: null };
  if (key.name === 'escape') return { state, answer: harmless };
  if (key.name === 'enter') return { state, answer: choices[state.focused]?.key ?? null };
  const step = stepOf(key);
  if (step !== 0) {
    const places = choices.length + more;
    return { state: { focused: (state.focused + step + places) % places }, answer: null };
  }
  const typed = key.input.toLowerCase();
  const chosen = choices.find((choice) => choice.key.toLowerCase() === typed)?.key;
  return { state, answer: chosen ?? (typed === 'n' ? harmless : null) };
}

function stepOf(key: KeyPress): -1 | 0 | 1 {
  if (key.name === 'left' || key.name === 'up' || (key.name === 'tab' && key.shift)) return -1;
  return key.name === 'right' || key.name === 'down' || key.name === 'tab' ? 1 : 0;
}

function harmlessIndex(choices: readonly Choice[]): number {
  const index = choices.findIndex((choice) => choice.harmless === true);
  return index < 0 ? choices.length - 1 : index;
}
