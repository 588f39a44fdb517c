import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type TextAreaState,
  textAreaReducer,
  textAreaState,
  textAreaValue,
} from '../../../components/text-area-state.ts';
import { pressed } from './pressed.ts';

function press(state: TextAreaState, ...keys: string[]): TextAreaState {
  return keys.reduce((before, key) => textAreaReducer(before, pressed(key)), state);
}

/** The text after keys, the cursor shown as `|`. */
function after(value: string, ...keys: string[]): string {
  const { lines, row, cursor } = press(textAreaState(value), ...keys);
  return lines
    .map((line, index) => (index === row ? `${line.slice(0, cursor)}|${line.slice(cursor)}` : line))
    .join('\n');
}

describe('text area', () => {
  test.each([
    ['ab', ['right', 'enter'], 'a\n|b'],
    ['ab\ncd', ['down', 'backspace'], 'ab|cd'],
    ['ab\ncd', ['end', 'delete'], 'ab|cd'],
    ['ab\ncd', ['end', 'right'], 'ab\n|cd'],
    ['ab\ncd', ['down', 'left'], 'ab|\ncd'],
    ['abc\nd\nefg', ['end', 'down', 'down'], 'abc\nd\ne|fg'],
    ['abc', ['up', 'left', 'backspace'], '|abc'],
    ['abc', ['down', 'end', 'delete', 'right'], 'abc|'],
    ['{\n  "a": 1\n}', ['down', 'ctrl-e', ',', 'enter', 'X'], '{\n  "a": 1,\nX|\n}'],
    ['one two\nthree', ['end', 'ctrl-w'], 'one |\nthree'],
    ['\n\n', ['down', 'backspace'], '|\n'],
    ['\n\n', ['down', 'delete'], '\n|'],
    ['a', ['pagedown', 'pageup'], '|a'],
  ])('%j after %j', (value, keys, result) => {
    expect(after(value, ...keys)).toBe(result);
  });

  test('a paste keeps its lines and loses what is hostile', () => {
    const state = press(textAreaState('<>'), 'right', 'paste:{\r\n\t"a": 1\x1b[2J\r\n}');
    expect(textAreaValue(state)).toBe('<{\n    "a": 1\n}>');
    expect([state.row, state.cursor]).toEqual([2, 1]);
  });

  test('keys for its owner leave it as it is', () => {
    const state = textAreaState('abc');
    for (const key of ['escape', 'tab', 'ctrl-s']) expect(press(state, key)).toBe(state);
  });

  test('after any keys the cursor stands on a character of a line that exists', () => {
    const key = fc.constantFrom(
      'a',
      '日',
      'left',
      'right',
      'up',
      'down',
      'home',
      'end',
      'enter',
      'backspace',
      'delete',
      'ctrl-w',
      'ctrl-k',
      'paste:x\ny🥳\n',
      'pagedown',
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
        const { lines, row, cursor } = press(textAreaState('e\u0301\n\n👨‍👩‍👧z'), ...keys);
        const line = lines[row];
        expect(line).toBeDefined();
        const starts = [...new Intl.Segmenter().segment(line ?? '')].map(({ index }) => index);
        expect([...starts, line?.length]).toContain(cursor);
      }),
      { numRuns: 300 },
    );
  });
});
