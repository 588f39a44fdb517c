import { textAreaReducer, textAreaValue } from '../../components/text-area-state.ts';
import { matchCommand } from '../../src/keys/match.ts';
import { askFirst } from '../../src/store/dialog.ts';
import { newIdempotencyKey } from '../../src/store/idempotency-key.ts';
import type { KeyPress } from '../../src/terminal/key-press.ts';
import { sanitizeBlock } from '../../src/terminal/sanitize.ts';
import { keyName } from '../key-name.ts';
import { goBackOrLeave } from '../navigate.ts';
import { editText } from '../outside/edit-text.ts';
import type { ConsoleParts } from '../parts.ts';
import { checked, type FormState, isEdited, withText } from './form-state.ts';
import { submitForm } from './submit-form.ts';

/** A key while the form is open: the form's own commands, else text for its area. */
export function pressInForm(parts: ConsoleParts, press: KeyPress): void {
  const { form } = parts.ui.getState();
  if (form === null) {
    goBackOrLeave(parts, 'back');
    return;
  }
  // While the answer is awaited the text is not to change under it.
  if (form.sending) {
    const message = 'The run is being started; what the server says is awaited.';
    parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
    return;
  }
  const name = keyName(press);
  const command = name === null ? null : matchCommand(name, ['form'], parts.keys().overrides);
  if (command !== null) doFormCommand(parts, form, command.id);
  else if (form.focus === 'start') pressOnStart(parts, name);
  else edit(parts, form, press);
}

function doFormCommand(parts: ConsoleParts, form: FormState, id: string): void {
  if (id === 'submit') void submitForm(parts);
  if (id === 'next-field') {
    parts.ui.setState({ form: { ...form, focus: form.focus === 'config' ? 'start' : 'config' } });
  }
  if (id === 'edit') void editInEditor(parts, form);
  if (id === 'back') leaveForm(parts, form);
}

/** Has the text edited in the user's editor; whatever fails there, what was typed before stays. */
async function editInEditor(parts: ConsoleParts, form: FormState): Promise<void> {
  const text = await editText(parts, { text: `${textAreaValue(form.area)}\n`, suffix: '.json' });
  const now = parts.ui.getState().form;
  if (text === null || now === null || now.target !== form.target || now.sending) return;
  const typed = sanitizeBlock(text.replace(/\n$/, '')).join('\n');
  if (typed !== textAreaValue(now.area))
    parts.ui.setState({ form: withText(now, typed, newIdempotencyKey()) });
}

function pressOnStart(parts: ConsoleParts, name: string | null): void {
  if (name === 'enter' || name === 'space') void submitForm(parts);
}

function edit(parts: ConsoleParts, form: FormState, press: KeyPress): void {
  const area = textAreaReducer(form.area, press);
  if (area === form.area) return;
  const idempotencyKey = area.lines === form.area.lines ? form.idempotencyKey : newIdempotencyKey();
  parts.ui.setState({ form: checked(form, { area, idempotencyKey }) });
}

function leaveForm(parts: ConsoleParts, form: FormState): void {
  if (!isEdited(form)) {
    goBackOrLeave(parts, 'back');
    return;
  }
  const labels = { yes: 'leave it', no: 'go on typing' };
  const dialog = askFirst('Leave the form?', ['What you typed is lost.'], labels, () =>
    goBackOrLeave(parts, 'back'),
  );
  parts.model.store.setState({ dialog });
}
