import { expect, test } from 'vitest';
import { keyName } from '../../../screens/key-name.ts';
import { typedAhead } from '../../../screens/typed-ahead.ts';
import { toPaste } from '../../../src/terminal/key-press.ts';

const names = (text: string) => typedAhead(toPaste(text)).map(keyName);

test('keys that came in one piece are pressed one by one', () => {
  expect(names('jjG\r')).toEqual(['j', 'j', 'G', 'enter']);
  expect(names('/\x15a word\r')).toEqual(['/', 'ctrl+u', 'a', 'space', 'w', 'o', 'r', 'd', 'enter']);
});

test('what is too long to have been typed stays whole and is no command', () => {
  expect(names('x'.repeat(257))).toEqual([null]);
});
