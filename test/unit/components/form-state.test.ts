import { expect, test } from 'vitest';
import {
  chosenField,
  focusOn,
  formReducer,
  formValues,
  isFormEdited,
  isOnButton,
  moveFocus,
  openForm,
  typedField,
} from '../../../components/form-state.ts';
import { toPaste } from '../../../src/terminal/key-press.ts';
import { pressed } from './pressed.ts';

const opened = () =>
  openForm([
    typedField('name', 'name', 'prod'),
    typedField('token', 'token', '', { masked: true }),
    chosenField('access', 'access', ['write', 'read'], 'read'),
  ]);

test('text goes into the focused line, a paste without its line ends too', () => {
  let form = formReducer(opened(), pressed('2'));
  form = formReducer(moveFocus(form, 1), toPaste('s3cret\n'));
  expect(formValues(form)).toEqual({ name: 'prod2', token: 's3cret', access: 'read' });
  expect(isFormEdited(form)).toBe(true);
  expect(isFormEdited(opened())).toBe(false);
});

test('Tab order goes around over the button; Enter and the arrows go the same way', () => {
  let form = opened();
  for (const name of ['enter', 'down', 'enter'] as const) form = formReducer(form, pressed(name));
  expect(isOnButton(form)).toBe(true);
  // Enter on the button is its owner's.
  expect(formReducer(form, pressed('enter'))).toBe(form);
  expect(moveFocus(form, 1).focus).toBe(0);
  expect(formReducer(opened(), pressed('up')).focus).toBe(3);
});

test('a choice changes by arrows and Space, not by letters', () => {
  const form = focusOn(opened(), 'access');
  expect(formValues(formReducer(form, pressed('right'))).access).toBe('write');
  expect(formValues(formReducer(form, pressed(' '))).access).toBe('write');
  expect(formReducer(form, pressed('w'))).toBe(form);
  expect(formReducer(form, toPaste('write'))).toBe(form);
});
