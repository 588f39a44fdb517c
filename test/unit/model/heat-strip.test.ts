import { describe, expect, test } from 'vitest';
import { badShare, failedShare, heatCells, heatTurn, sortByStart } from '../../../src/model/heat-strip.ts';
import type { RunStatus } from '../../../src/model/run-status.ts';
import { type SlimRun, slimRun } from '../../../src/model/slim-run.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

describe('heatCells', () => {
  test('the worst of a slice wins', () => {
    const runs = runsOf('+++x', '+>+.', '~..+', '++++');
    expect(heatCells(runs, 4).map(({ status }) => status)).toEqual([
      'failed',
      'running',
      'waiting',
      'completed',
    ]);
  });

  test('every run is in one slice, and there are no more slices than asked for', () => {
    const runs = runsOf('+'.repeat(481));
    const cells = heatCells(runs, 120);
    expect(cells.length).toBeLessThanOrEqual(120);
    expect(cells[0]?.from).toBe(0);
    expect(cells.at(-1)?.to).toBe(481);
    for (const [index, cell] of cells.entries()) expect(cell.from).toBe(cells[index - 1]?.to ?? 0);
    expect(heatCells([], 10)).toEqual([]);
  });
});

describe('the share of failures in a slice', () => {
  test('tells a few failures everywhere from many since some time', () => {
    const cells = heatCells(runsOf('+++++++++x'.repeat(30), '+xxxxxxxxx'.repeat(4)), 34);
    const bad = badShare(cells);
    expect(cells.map((cell) => (failedShare(cell) >= bad ? 'X' : 'x')).join('')).toBe(
      `${'x'.repeat(30)}XXXX`,
    );
  });

  test('is bad from half on at the latest, and of runs that ended', () => {
    const cells = heatCells(runsOf('xxx+', 'xx>.', 'x+++'), 3);
    expect(badShare(cells)).toBe(0.5);
    expect(cells.map(failedShare)).toEqual([0.75, 1, 0.25]);
    expect(badShare(heatCells(runsOf('....'), 1))).toBe(0);
  });
});

describe('heatTurn', () => {
  test('finds where runs began to fail', () => {
    const turn = heatTurn(runsOf('+'.repeat(60), 'x+', 'x'.repeat(40), '>>..'));
    expect(turn).toEqual({ index: 60, side: 'after', there: 41, all: 41 });
  });

  test('finds where they stopped', () => {
    expect(heatTurn(runsOf('x'.repeat(30), '+'.repeat(60)))).toMatchObject({
      index: 30,
      side: 'before',
      there: 30,
    });
  });

  test('says nothing of failures that are spread evenly, of few, and where all fail', () => {
    expect(heatTurn(runsOf('+++x'.repeat(40)))).toBeNull();
    expect(heatTurn(runsOf('+'.repeat(60), 'xxx'))).toBeNull();
    expect(heatTurn(runsOf('x'.repeat(60)))).toBeNull();
    expect(heatTurn([])).toBeNull();
    expect(heatTurn(runsOf('x'.repeat(60), '-'.repeat(300)))).toBeNull();
  });
});

test('runs are sorted as they started, those that have not at the end', () => {
  const runs = [run(1, '.'), run(2, '+', 30), run(3, '+', 10), run(4, '>', 20)];
  sortByStart(runs);
  expect(runs.map(({ id }) => id)).toEqual(['3', '4', '2', '1']);
});

const statuses: Readonly<Record<string, RunStatus>> = {
  '+': 'completed',
  x: 'failed',
  '>': 'running',
  '~': 'waiting',
  '.': 'pending',
  '-': 'cancelled',
};

function runsOf(...glyphs: readonly string[]): SlimRun[] {
  return [...glyphs.join('')].map((glyph, index) => run(index, glyph, index));
}

function run(number: number, glyph: string, startedAt: number | null = null): SlimRun {
  return { ...slimRun(sampleRun({ id: String(number), status: statuses[glyph] ?? 'pending' })), startedAt };
}
