import { describe, expect, test } from 'vitest';
import { joinCommand, splitCommand } from '../../../src/config/split-command.ts';

describe('a command without a shell', () => {
  test.each([
    ['pass show veryfront', ['pass', 'show', 'veryfront']],
    [`  op read "op://Private/a b/token"  `, ['op', 'read', 'op://Private/a b/token']],
    [`sh -c 'echo "$TOKEN"'`, ['sh', '-c', 'echo "$TOKEN"']],
    [String.raw`a\ b "c\"d" e''f`, ['a b', 'c"d', 'ef']],
    [`x ''`, ['x', '']],
  ])('%s', (line, words) => {
    expect(splitCommand(line)).toEqual(words);
    expect(splitCommand(joinCommand(words))).toEqual(words);
  });

  test.each(['', '   ', '"open', "it's", 'end\\'])('refuses %j', (line) => {
    expect(() => splitCommand(line)).toThrow(/empty|left open/);
  });
});
