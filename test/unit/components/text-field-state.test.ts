import { describe, expect, test } from 'vitest';
import {
  type TextFieldState,
  textFieldReducer,
  textFieldState,
} from '../../../components/text-field-state.ts';
import { textWindow } from '../../../components/text-window.ts';
import { pressed } from './pressed.ts';

/** The field after keys, the cursor shown as `|`. */
function after(value: string, ...keys: string[]): string {
  const { value: text, cursor } = keys.reduce<TextFieldState>(
    (state, key) => textFieldReducer(state, pressed(key)),
    textFieldState(value),
  );
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

describe('text field', () => {
  test.each([
    ['', ['a', 'b'], 'ab|'],
    ['abc', ['left', 'X'], 'abX|c'],
    ['abc', ['ctrl-a', 'X', 'right', 'Y'], 'XaY|bc'],
    ['abc', ['home', 'end', 'backspace'], 'ab|'],
    ['abc', ['home', 'delete'], '|bc'],
    ['abc', ['ctrl-b', 'ctrl-d'], 'ab|'],
    ['one two', ['ctrl-w'], 'one |'],
    ['one two', ['alt-b', 'ctrl-k'], 'one |'],
    ['one two', ['alt-b', 'ctrl-u'], '|two'],
    ['one two', ['home', 'alt-f', 'X'], 'oneX| two'],
    ['one two', ['home', 'alt-d'], '| two'],
    ['one/two', ['alt-backspace'], 'one/|'],
    ['one/two', ['ctrl-w'], '|'],
    ['a👨‍👩‍👧b', ['left', 'left', 'X'], 'aX|👨‍👩‍👧b'],
    ['日本', ['backspace'], '日|'],
    ['', ['home', 'left', 'backspace', 'delete', 'end', 'right'], '|'],
  ])('%j after %j', (value, keys, result) => {
    expect(after(value, ...keys)).toBe(result);
  });

  test('a paste becomes one line without anything hostile', () => {
    const state = textFieldReducer(textFieldState('x='), pressed('paste:one\r\ntwo\x1b[31m\x07\n'));
    expect(state.value).toBe('x=one two');
  });

  test('keys for its owner leave it as it is', () => {
    const state = textFieldState('abc');
    for (const key of ['enter', 'escape', 'tab', 'up', 'down', 'pageup', 'ctrl-s', 'alt-x']) {
      expect(textFieldReducer(state, pressed(key))).toBe(state);
    }
  });
});

describe('the part of a line in view', () => {
  test.each([
    ['abc', 3, 10, ['abc', ' ', '']],
    ['abcdef', 6, 4, ['def', ' ', '']],
    ['abcdef', 0, 4, ['', 'a', 'bcd']],
    ['abcdef', 5, 4, ['cde', 'f', '']],
    ['日本語', 3, 4, ['語', ' ', '']],
    ['日本語', 0, 3, ['', '日', '']],
    ['', 0, 1, ['', ' ', '']],
  ])('%j at %i in %i cells', (value, cursor, width, [before, at, behind]) => {
    expect(textWindow(value, cursor, width)).toEqual({ before, at, after: behind });
  });
});
