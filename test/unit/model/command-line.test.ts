import { expect, test } from 'vitest';
import { commandLine } from '../../../src/model/command-line.ts';

test.each([
  [['vfjobs', 'show', '0199-a', '--context', 'prod-eu'], 'vfjobs show 0199-a --context prod-eu'],
  [['vfjobs', 'show', "it's; rm -rf $HOME"], String.raw`vfjobs show 'it'\''s; rm -rf $HOME'`],
  [['vfjobs', ''], "vfjobs ''"],
])('%j is a line that a shell reads the same way', (words, line) => {
  expect(commandLine(words)).toBe(line);
});
