import { confirmReducer, confirmState } from '../../components/confirm-state.ts';
import { textFieldReducer } from '../../components/text-field-state.ts';
import { type DialogField, type DialogState, focusedField, typedTexts } from '../../src/store/dialog.ts';
import type { KeyPress } from '../../src/terminal/key-press.ts';
import type { ConsoleParts } from '../parts.ts';

/** A key while a question is open: an answer, a move between the answers, or text where some is asked for. */
export function pressInDialog(parts: ConsoleParts, press: KeyPress): void {
  const { dialog } = parts.model.store.getState();
  if (dialog === null) return;
  const field = focusedField(dialog);
  if (field !== null && pressInField(parts, dialog, field, press)) return;
  const fields = dialog.fields ?? [];
  const { state, answer } = confirmReducer(dialog, dialog.choices, press, fields.length);
  if (answer === null) {
    show(parts, { ...dialog, focused: state.focused });
    return;
  }
  take(parts, dialog, press.name === 'escape' ? (dialog.escape ?? answer) : answer);
}

/** @returns false for the keys that mean the same everywhere in a dialog: Esc, Tab, up and down */
function pressInField(
  parts: ConsoleParts,
  dialog: DialogState,
  field: DialogField,
  press: KeyPress,
): boolean {
  if (press.paste !== true && press.name === 'enter') {
    enter(parts, dialog, field);
    return true;
  }
  const text = textFieldReducer(field.text, press);
  if (text === field.text) return !['escape', 'tab', 'up', 'down'].includes(press.name ?? '');
  const fields = dialog.fields?.map((known) => (known === field ? { ...field, text } : known));
  show(parts, { ...dialog, fields, problem: null });
  return true;
}

/** Goes ahead when what was asked for is typed, and else only moves. */
function enter(parts: ConsoleParts, dialog: DialogState, field: DialogField): void {
  const { expected } = field;
  if (expected === undefined) {
    const typed = dialog.fields?.findIndex((known) => known.expected !== undefined) ?? -1;
    const focused = typed < 0 ? confirmState(dialog.choices).focused : dialog.choices.length + typed;
    show(parts, { ...dialog, focused });
    return;
  }
  if (field.text.value.trim() === expected) {
    take(parts, dialog, 'y');
    return;
  }
  show(parts, { ...dialog, problem: `type ${expected} to go ahead, or Esc` });
}

function take(parts: ConsoleParts, dialog: DialogState, choice: string): void {
  const { store } = parts.model;
  dialog.answer(choice, typedTexts(dialog));
  // The answer may have asked the next question.
  if (store.getState().dialog === dialog) store.setState({ dialog: null });
}

function show(parts: ConsoleParts, dialog: DialogState): void {
  parts.model.store.setState({ dialog });
}
