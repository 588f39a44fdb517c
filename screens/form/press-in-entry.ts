import {
  focusOn,
  formReducer,
  formValues,
  isFormEdited,
  isOnButton,
  moveFocus,
} from '../../components/form-state.ts';
import { matchCommand } from '../../src/keys/match.ts';
import { askFirst } from '../../src/store/dialog.ts';
import { problemOf } from '../../src/store/problem.ts';
import type { KeyPress } from '../../src/terminal/key-press.ts';
import { keyName } from '../key-name.ts';
import { goBackOrLeave } from '../navigate.ts';
import type { ConsoleParts } from '../parts.ts';
import type { EntryForm } from './entry-form.ts';

/** A key while the form is open: its own commands, else text for the focused line. */
export function pressInEntry(parts: ConsoleParts, press: KeyPress): void {
  const { entry } = parts.ui.getState();
  if (entry === null) {
    goBackOrLeave(parts, 'back');
    return;
  }
  // While it is saved the text is not to change under it.
  if (entry.isSaving) return;
  const name = keyName(press);
  const command = name === null ? null : matchCommand(name, ['entry'], parts.keys().overrides);
  if (command !== null) doEntryCommand(parts, entry, command.id);
  else if (isOnButton(entry.form) && (name === 'enter' || name === 'space')) void saveEntry(parts, entry);
  else change(parts, entry, formReducer(entry.form, press));
}

function doEntryCommand(parts: ConsoleParts, entry: EntryForm, id: string): void {
  if (id === 'save') void saveEntry(parts, entry);
  if (id === 'next-field') change(parts, entry, moveFocus(entry.form, 1));
  if (id === 'previous-field') change(parts, entry, moveFocus(entry.form, -1));
  if (id === 'test') entry.rules.test?.(formValues(entry.form));
  if (id === 'back') leaveEntry(parts, entry);
}

function change(parts: ConsoleParts, entry: EntryForm, form: EntryForm['form']): void {
  if (form === entry.form) return;
  const problems = entry.wasTried ? entry.rules.check(formValues(form)) : {};
  parts.ui.setState({ entry: { ...entry, form, problems } });
}

/** Whatever fails, the form stays as it was typed. */
async function saveEntry(parts: ConsoleParts, entry: EntryForm): Promise<void> {
  const values = formValues(entry.form);
  const problems = entry.rules.check(values);
  const wrong = Object.keys(problems)[0];
  const tried: EntryForm = { ...entry, problems, wasTried: true, failure: null };
  if (wrong !== undefined) {
    parts.ui.setState({ entry: { ...tried, form: focusOn(entry.form, wrong) } });
    return;
  }
  parts.ui.setState({ entry: { ...tried, isSaving: true } });
  const failure = await entry.rules.save(values).catch(textOf);
  if (parts.ui.getState().entry?.rules !== entry.rules) return;
  if (failure === null) goBackOrLeave(parts, 'back');
  else parts.ui.setState({ entry: { ...tried, failure } });
}

function textOf(thrown: unknown): string {
  const { message, fix } = problemOf(thrown);
  return fix === null ? message : `${message}. ${fix}`;
}

function leaveEntry(parts: ConsoleParts, { form }: EntryForm): void {
  if (!isFormEdited(form)) {
    goBackOrLeave(parts, 'back');
    return;
  }
  const labels = { yes: 'leave it', no: 'go on typing' };
  const dialog = askFirst('Leave the form?', ['What you typed is lost.'], labels, () =>
    goBackOrLeave(parts, 'back'),
  );
  parts.model.store.setState({ dialog });
}
