import type { KeyPress } from '../src/terminal/key-press.ts';
import { sanitize } from '../src/terminal/sanitize.ts';
import { insertText, type LineEdit, lineEditOf } from './line-edit.ts';

/** A field of one line. */
export type TextFieldState = LineEdit;

/** A field that holds `value`, the cursor behind it. */
export function textFieldState(value = ''): TextFieldState {
  return { value, cursor: value.length };
}

/**
 * The field after a key. Answers the same object when the key is not for the field (Enter, Esc, arrows up
 * and down, Tab …), so that its owner can look at it.
 */
export function textFieldReducer(state: TextFieldState, key: KeyPress): TextFieldState {
  const edit = lineEditOf(key);
  if (edit !== null) return edit(state);
  if (key.name !== null || key.input === '' || key.ctrl || key.alt) return state;
  return insertText(state, sanitize(withoutBreaks(key.input)));
}

/** A pasted text loses the line break at its end; those within become spaces. */
function withoutBreaks(text: string): string {
  return text.replace(/[\r\n]+$/, '').replace(/[\r\n]+/g, ' ');
}
