import { expect, test } from 'vitest';
import { pageText, tidyText } from '../../../../src/executor/ingest/knowledge-page.ts';

const head = { source: 'uploads/a/q3_sales-report.csv', sourceType: 'csv', added: '2026-01-31' };

test('a page has quoted front matter, a heading from the file name, and the body', () => {
  expect(pageText({ ...head, description: 'Says "hi"\nand: more' }, 'Body')).toBe(`---
source: "uploads/a/q3_sales-report.csv"
source_type: "csv"
added: "2026-01-31"
description: "Says \\"hi\\"\\nand: more"
---

# Q3 Sales Report

Body
`);
});

test('a file name cannot break out of the heading', () => {
  const page = pageText({ ...head, source: 'uploads/a\n---\n# b.md', description: '' }, 'x');
  expect(page.split('\n').slice(6, 9)).toEqual(['', '# A # B', '']);
});

test('line ends are plain, empty lines are single, control characters are gone', () => {
  expect(tidyText('\ufeff\n\na\r\nb\rc\n\n\n \nd\u0000\u001b[31me\n\n')).toBe('a\nb\nc\n\nd[31me');
});
