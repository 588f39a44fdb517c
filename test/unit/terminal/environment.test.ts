import { describe, expect, test } from 'vitest';
import { clipboardSequence } from '../../../src/terminal/clipboard.ts';
import { toKeyPress } from '../../../src/terminal/key-press.ts';
import { takesUtf8 } from '../../../src/terminal/locale.ts';
import { createReplyFilter, lateReplyIn } from '../../../src/terminal/replies.ts';
import { createKeySplitter } from '../../../src/terminal/split-keys.ts';

test.each([
  [{}, true],
  [{ LANG: 'de_DE.UTF-8' }, true],
  [{ LANG: 'C' }, false],
  [{ LANG: 'en_US.ISO-8859-1' }, false],
  [{ LANG: 'C', LC_ALL: 'C.utf8' }, true],
  [{ LANG: 'en_US.UTF-8', LC_CTYPE: 'POSIX' }, false],
])('UTF-8 with %j: %s', (env, utf8) => {
  expect(takesUtf8(env)).toBe(utf8);
});

describe('clipboard', () => {
  test('is wrapped inside tmux and refused when too long', () => {
    expect(clipboardSequence('hi', {})).toBe('\x1b]52;c;aGk=\x07');
    expect(clipboardSequence('hi', { TMUX: '/tmp/x' })).toBe('\x1bPtmux;\x1b\x1b]52;c;aGk=\x07\x1b\\');
    expect(clipboardSequence('x'.repeat(75_000), {})).not.toBe(null);
    expect(clipboardSequence('x'.repeat(80_000), {})).toBe(null);
  });

  test('goes through screen in pieces that it hands on', () => {
    const sequence = clipboardSequence('x'.repeat(600), { STY: '1.pts' }) ?? '';
    const pieces = sequence.split('\x1b\\').slice(0, -1);
    expect(pieces.map((piece) => piece.slice(0, 2))).toEqual(pieces.map(() => '\x1bP'));
    expect(pieces.map((piece) => piece.slice(2)).join('')).toBe(clipboardSequence('x'.repeat(600), {}));
  });
});

describe('keys', () => {
  const none = {
    upArrow: false,
    downArrow: false,
    leftArrow: false,
    rightArrow: false,
    pageDown: false,
    pageUp: false,
    home: false,
    end: false,
    return: false,
    escape: false,
    ctrl: false,
    shift: false,
    tab: false,
    backspace: false,
    delete: false,
    meta: false,
  };

  test('become key presses', () => {
    expect(toKeyPress('a', none)).toMatchObject({ input: 'a', name: null, ctrl: false });
    expect(toKeyPress('', { ...none, upArrow: true })).toMatchObject({ input: '', name: 'up' });
    expect(toKeyPress('\r', { ...none, return: true })).toMatchObject({ input: '', name: 'enter' });
    expect(toKeyPress('c', { ...none, ctrl: true })).toMatchObject({ input: 'c', ctrl: true });
    expect(toKeyPress('b', { ...none, meta: true })).toMatchObject({ input: 'b', alt: true });
    expect(toKeyPress('', { ...none, escape: true, meta: true })).toMatchObject({
      name: 'escape',
      alt: false,
    });
    expect(toKeyPress('🥳', none).paste).toBeUndefined();
    expect(toKeyPress('several', none).paste).toBe(true);
  });

  test.each([
    ['jjk', ['j', 'j', 'k']],
    ['j\x1b[Bk', ['j', '\x1b[B', 'k']],
    ['\x1b[1;5C\x1bOA\x1bb', ['\x1b[1;5C', '\x1bOA', '\x1bb']],
    ['\x1b', ['\x1b']],
    ['日🥳', ['日', '🥳']],
    ['twenty letters here!', ['twenty letters here!']],
    ['\x1b[200~qy\x1b[201~', ['\x1b[200~qy\x1b[201~']],
  ])('%j is %j', (chunk, keys) => {
    expect(createKeySplitter().split(chunk)).toEqual(keys);
  });

  test('a paste in several pieces stays a paste', () => {
    const splitter = createKeySplitter();
    expect(splitter.split('\x1b[200~qy')).toEqual(['\x1b[200~qy']);
    expect(splitter.split('qy')).toEqual(['qy']);
    expect(splitter.split('q\x1b[201~')).toEqual(['q\x1b[201~']);
    expect(splitter.split('qy')).toEqual(['q', 'y']);
  });

  test('answers of the terminal are heard, whole or in two pieces', () => {
    let replies = 0;
    const filter = createReplyFilter({ onStatus: () => replies++, onFocus: () => {} });
    expect(filter.keysOf('a\x1b[0nb\x1b[0n')).toBe('ab');
    expect(replies).toBe(2);
    filter.keysOf('\x1b[');
    filter.keysOf('0nx');
    expect(replies).toBe(3);
    expect(filter.keysOf('nothing')).toBe('nothing');
    expect(replies).toBe(3);
  });

  test('word of the focus is heard and is no key', () => {
    const heard: boolean[] = [];
    const filter = createReplyFilter({ onStatus: () => {}, onFocus: (isFocused) => heard.push(isFocused) });
    expect(filter.keysOf('j\x1b[Ok\x1b[I\x1b[0n')).toBe('jk');
    expect(heard).toEqual([false, true]);
    for (const piece of ['\x1b', '[', 'O', '\x1bO', 'I', 'O']) filter.keysOf(piece);
    expect(heard).toEqual([false, true, false]);
    expect(lateReplyIn('[Ij')).toBe('[I');
    expect(lateReplyIn('[j')).toBe('');
  });
});
