import { describe, expect, test } from 'vitest';
import { fitHints } from '../../../components/fit-hints.ts';
import { printTable } from '../../../components/print-table.tsx';
import { statusBadge, statusGlyph, statusStyle } from '../../../components/status-badge.ts';
import { textStyle } from '../../../components/theme.ts';
import { runStatuses } from '../../../src/model/run-status.ts';

describe('status badge', () => {
  test('every status has its own glyph, in ASCII, beside its word', () => {
    const all = [...runStatuses, 'unknown'] as const;
    expect(all.map((status) => statusBadge(status).text)).toEqual([
      '. pending',
      '> running',
      '~ waiting',
      '+ completed',
      'x failed',
      '- cancelled',
      '? unknown',
    ]);
    expect(new Set(all.map(statusGlyph)).size).toBe(all.length);
    expect(textStyle(statusStyle('failed'))).toEqual({ color: 'red' });
  });
});

describe('key hints', () => {
  const hints = [
    { key: 'q', label: 'quit' },
    { key: '?', label: 'help' },
    { key: 'Enter', label: 'open' },
  ];

  test.each([
    [26, 3],
    [25, 2],
    [14, 2],
    [13, 1],
    [5, 0],
    [0, 0],
  ])('in %i cells fit %i', (width, count) => {
    expect(fitHints(hints, width)).toEqual(hints.slice(0, count));
  });

  test('others make room for the one that is always shown', () => {
    const more = [
      { key: 'Enter', label: 'open' },
      { key: 'q', label: 'quit' },
      { key: '?', label: 'help' },
    ];
    expect(fitHints(more, 26, '?')).toEqual(more);
    expect(fitHints(more, 18, '?').map(({ key }) => key)).toEqual(['Enter', '?']);
    expect(fitHints(more, 8, '?').map(({ key }) => key)).toEqual(['?']);
  });
});

describe('printTable', () => {
  test('draws a frame, wider than a terminal when the text is', () => {
    const long = 'x'.repeat(200);
    const lines = printTable([
      { id: '1', target: 'task:hello' },
      { id: '2', target: long },
    ]).split('\n');
    expect(lines[0]).toBe(`┌────┬─${'─'.repeat(200)}─┐`);
    expect(lines).toHaveLength(7);
    expect(lines[3]).toBe(`│ 1  │ task:hello${' '.repeat(190)} │`);
    expect(lines[5]).toContain(long);
  });

  test('passes no escape sequence on', () => {
    expect(printTable([{ name: 'a\x1b[2J\x1b]0;t\x07b\nc' }])).not.toMatch(/\x1b|\x07/);
  });

  test('is empty without rows', () => {
    expect(printTable([])).toBe('');
  });
});
