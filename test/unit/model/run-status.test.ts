import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ownEventTypes } from '../../../src/model/event.ts';
import { isTerminal, runReasons, runStatuses, transitions } from '../../../src/model/run-status.ts';

const page = readFileSync(new URL('../../../docs/run-status.md', import.meta.url), 'utf8');
const allowed = runStatuses.flatMap((from) => transitions[from].map((to) => `${from} → ${to}`)).sort();

/** The cells of every row with so many columns whose first cell is one of these words. */
function rowsOf(firstCells: readonly string[], columns: number): string[][] {
  const rows = page.split('\n').filter((line) => line.startsWith('|'));
  const cells = rows.map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
  return cells.filter((row) => row.length === columns && firstCells.includes(row[0] ?? ''));
}

describe('docs/run-status.md', () => {
  test('draws exactly the moves that the table allows', () => {
    const drawn = [...page.matchAll(/^ {2}(\w+) --> (\w+)$/gm)].map(([, from, to]) => `${from} → ${to}`);
    expect(drawn.sort()).toEqual(allowed);
    const ends = [...page.matchAll(/^ {2}(\w+) --> \[\*\]$/gm)].map(([, from]) => from);
    expect(ends).toEqual(runStatuses.filter(isTerminal));
  });

  test('says of every move who makes it, with an event that exists', () => {
    const rows = rowsOf(runStatuses, 4);
    const told = new Set(rows.map(([from, to]) => `${from} → ${to}`));
    expect([...told].sort()).toEqual(allowed);
    const events: readonly string[] = ownEventTypes;
    for (const [, , who, event] of rows) {
      expect(who).not.toBe('');
      expect(events).toContain(event?.replaceAll('`', ''));
    }
  });

  test('explains every reason', () => {
    expect(rowsOf(runReasons, 3).map(([reason]) => reason)).toEqual([...runReasons]);
  });
});
