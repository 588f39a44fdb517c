import { expect, test } from 'vitest';
import { textColumns } from '../../../src/cli/text-columns.ts';

test('columns are as wide as their widest cell, and lines have no blanks at the end', () => {
  const rows = [
    { run: '1', target: 'task:a', note: '' },
    { run: '22', target: 'task:long', note: 'x' },
  ];
  expect(textColumns(rows)).toBe('RUN  TARGET     NOTE\n1    task:a\n22   task:long  x');
});

test('wide characters count as the two cells they take', () => {
  const rows = [
    { a: '日本', b: 'x' },
    { a: 'abcd', b: 'y' },
  ];
  expect(textColumns(rows).split('\n').slice(1)).toEqual(['日本  x', 'abcd  y']);
});
