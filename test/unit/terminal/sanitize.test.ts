import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sanitize, sanitizeBlock } from '../../../src/terminal/sanitize.ts';
import { hostileText } from './hostile-text.ts';

describe('sanitize', () => {
  test.each([
    ['plain text ~', 'plain text ~'],
    ['\x1b[31mred\x1b[0m', 'red'],
    ['\x1b[38:2::1:2:3mred', 'red'],
    ['\x9b31mred', 'red'],
    ['\x1b]0;title\x07after', 'after'],
    ['\x1b]52;c;aGk=\x1b\\after', 'after'],
    ['\x9d0;title\x9cafter', 'after'],
    ['\x1b]8;;https://example.test\x07link\x1b]8;;\x07', 'link'],
    ['\x1b]never ended', ''],
    ['\x1bPq sixel \x1b\\after', 'after'],
    ['\x1b_apc\x1b\\\x1b^pm\x1b\\\x1bXsos\x1b\\after', 'after'],
    ['\x1b[?1049l\x1b[2J\x1b[5n\x1bcafter', 'after'],
    ['\x1b(0lqk\x1b(B', 'lqk'],
    ['50%\r100%', '50% 100%'],
    ['a\r\nb\nc\u2028d', 'a⏎b⏎c⏎d'],
    ['a\tb', 'a    b'],
    ['a\x00\x08\x7f\x85b', 'a⏎b'],
    ['user\u202Egnp.exe', 'usergnp.exe'],
    ['\u2066a\u2069\u200f\u061c', 'a'],
    ['pass\u200bword\ufeff', 'password'],
    ['👨‍👩‍👧', '👨👩👧'],
    ['👍🏽 ❤️', '👍 ❤'],
    ['🇩🇪', 'DE'],
    ['e\u0301', 'e\u0301'],
    [`o${'\u0335'.repeat(40)}`, 'o\u0335\u0335'],
    ['\ud800x', '\ufffdx'],
    ['日本', '日本'],
  ])('%j is shown as %j', (text, shown) => {
    expect(sanitize(text)).toBe(shown);
  });

  test('leaves no control character and nothing invisible, whatever comes in', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(sanitize(text)).toMatch(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]*$/u);
      }),
      { numRuns: 2000 },
    );
  });

  test('splits a text into its lines', () => {
    expect(sanitizeBlock('one\r\n\x1b[1mtwo\n\nfour\n')).toEqual(['one', 'two', '', 'four']);
    expect(sanitizeBlock('')).toEqual(['']);
  });
});
