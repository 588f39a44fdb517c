import type { KeyHint } from '../../src/keys/hints.ts';
import { type DialogState, focusedField } from '../../src/store/dialog.ts';

/** What the keys do in this question, not in questions in general: while text is typed, letters answer nothing. */
export function dialogHints(dialog: DialogState): readonly KeyHint[] {
  const { choices, fields = [] } = dialog;
  const field = focusedField(dialog);
  if (field !== null) {
    const enter = field.expected === undefined ? 'back to the answers' : `go ahead with ${field.expected}`;
    return [
      { id: 'accept', key: 'Enter', label: enter },
      { id: 'next-choice', key: 'Tab', label: 'next' },
      { id: 'no', key: 'Esc', label: 'do not' },
    ];
  }
  const answers = choices.map(({ key, label }): KeyHint => ({ id: 'accept', key, label }));
  const why: readonly KeyHint[] =
    fields.length === 0 ? [] : [{ id: 'next-choice', key: 'Tab', label: 'why' }];
  return [...answers, { id: 'accept', key: 'Enter', label: 'take' }, ...why];
}
