import { expect, test } from 'vitest';
import { applySgr, reversed } from '../../../src/terminal/sgr.ts';

test('a style in reverse keeps its colour, whether anything was printed in it before or not', () => {
  expect(reversed('31')).toBe('7;31');
  expect(reversed('1;38;5;208')).toBe('1;7;38;5;208');
  expect(reversed('')).toBe('7');
});

test('a sequence goes on from the style that held before', () => {
  expect(applySgr('1;94', '22;4', '16')).toBe('4;94');
  expect(applySgr('1;94', '0', '16')).toBe('');
});
