import { expect, test } from 'vitest';
import { keyName } from '../../../screens/key-name.ts';
import { typedAhead } from '../../../screens/typed-ahead.ts';
import { toPaste } from '../../../src/terminal/key-press.ts';

const names = (text: string) => typedAhead(toPaste(text)).map(keyName);

test('keys that came in one piece are pressed one by one', () => {
  expect(names('jjG\r')).toEqual(['j', 'j', 'G', 'enter']);
  expect(names('\x15a\t')).toEqual(['ctrl+u', 'a', 'tab']);
  expect(names(' /')).toEqual(['space', '/']);
});

test('what is too long to have been typed stays whole and is no command', () => {
  expect(names('x'.repeat(33))).toEqual([null]);
});
