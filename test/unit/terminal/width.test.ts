import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sanitize } from '../../../src/terminal/sanitize.ts';
import { cut, padEnd, padStart, textWidth } from '../../../src/terminal/width.ts';
import { hostileText } from './hostile-text.ts';

describe('width', () => {
  test.each([
    ['', 0],
    ['run', 3],
    ['日本', 4],
    ['e\u0301', 1],
    ['🥳', 2],
    ['│', 1],
  ])('%j takes %i cells', (text, cells) => {
    expect(textWidth(text)).toBe(cells);
  });

  test.each([
    ['running', 7, 'running'],
    ['running', 6, 'runni…'],
    ['running', 1, '…'],
    ['running', 0, ''],
    ['日本語', 6, '日本語'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['日本語', 1, '…'],
  ])('%j cut to %i cells is %j', (text, cells, shown) => {
    expect(cut(text, cells)).toBe(shown);
  });

  test('a padded text takes exactly the cells asked for, wherever a wide character falls', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 0, max: 20 }), (text, width) => {
        expect(textWidth(padEnd(sanitize(text), width))).toBe(width);
        expect(textWidth(padStart(sanitize(text), width))).toBe(width);
      }),
      { numRuns: 1000 },
    );
  });

  test('numbers stand at the right', () => {
    expect(padStart('42', 5)).toBe('   42');
    expect(padEnd('日', 3)).toBe('日 ');
  });
});
