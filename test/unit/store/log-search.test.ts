import { beforeAll, describe, expect, test } from 'vitest';
import { loadPatterns } from '../../../src/lib/pattern.ts';
import { logPrefix } from '../../../src/model/log.ts';
import { createFolds, groupFrom, groupUpTo } from '../../../src/store/fold-lines.ts';
import { createLineIndex } from '../../../src/store/line-index.ts';
import { allLines } from '../../../src/store/line-source.ts';
import { createPassing, noFilter } from '../../../src/store/log-filter.ts';
import { createLogLines } from '../../../src/store/log-lines.ts';
import { logPattern, readPattern } from '../../../src/store/log-pattern.ts';
import { createLogSearch, matchPlace, nextMatch } from '../../../src/store/log-search.ts';

beforeAll(loadPatterns);

const stored = (texts: readonly string[], stream: 'stdout' | 'stderr' = 'stdout') =>
  texts.map((text) => `${logPrefix(1_700_000_000_000, stream)}${text}\n`).join('');

function linesOf(...texts: string[]) {
  const lines = createLogLines();
  lines.append(stored(texts));
  return lines;
}

const atOnce = () => 0;
const numbers = ({ count, at }: { count: number; at(place: number): number }) =>
  Array.from({ length: count }, (_, place) => at(place));

describe('a pattern', () => {
  test.each([
    ['error', 'An ERROR', true],
    ['Error', 'An ERROR', false],
    ['a.b', 'axb', false],
    ['/a.b/', 'AXB', true],
    ['/a.B/', 'AXB', false],
    ['/v1', 'GET /v1/users', true],
    ['/v1', 'v1', false],
    ['/\\W\\d+$/', 'took 12', true],
  ])('%s in “%s”: %s', (typed, text, found) => {
    expect(logPattern(typed).test(text)).toBe(found);
  });

  test('that is no expression says so', () => {
    expect(readPattern('/(/')).toMatch(/^no regular expression: /);
  });
});

describe('an index of lines', () => {
  test('finds the newest first, goes on at both ends, and forgets what is dropped', () => {
    const lines = linesOf(...Array.from({ length: 300 }, (_, line) => (line % 100 === 0 ? 'x' : '-')));
    const index = createLineIndex((line) => line.endsWith('x'), lines.endLine);
    let now = 0;
    expect(index.goOn(lines, 17, () => (now += 2))).toBe(false);
    expect(numbers(index)).toEqual([200]);
    while (!index.goOn(lines, 1, atOnce));
    expect(numbers(index)).toEqual([0, 100, 200]);
    lines.append(stored(['x', '-']));
    lines.prepend(stored(['x', '-', 'x']));
    expect(index.goOn(lines, 1, atOnce)).toBe(true);
    expect(numbers(index)).toEqual([-3, -1, 0, 100, 200, 300]);
    expect([index.placeOf(-2), index.placeOf(200), index.placeOf(301)]).toEqual([1, 4, 6]);
    const rest = { firstLine: 150, endLine: lines.endLine, line: lines.line };
    index.goOn(rest, 1, atOnce);
    expect(numbers(index)).toEqual([200, 300]);
  });
});

describe('log search', () => {
  test('finds lines in any case, not in their time stamps', () => {
    const lines = linesOf('ok', 'an error', 'Errors');
    const search = createLogSearch(logPattern('error'), lines);
    expect(search.found.goOn(lines, 8, atOnce)).toBe(true);
    expect(numbers(search.found)).toEqual([1, 2]);
    const stamp = createLogSearch(logPattern('1700000000000'), lines);
    stamp.found.goOn(lines, 8, atOnce);
    expect(stamp.found.count).toBe(0);
  });

  test('goes to the next match and round at the ends, past lines that are hidden', () => {
    const lines = linesOf('-', '-', '-', 'x', '-', '-', '-', 'x', '-', 'x');
    const search = createLogSearch(logPattern('x'), lines);
    search.found.goOn(lines, 8, atOnce);
    const all = allLines(lines);
    const next = (from: number, direction: 1 | -1, shown = all) => nextMatch(search, shown, from, direction);
    expect([next(3, 1), next(9, 1), next(8, -1), next(3, -1)]).toEqual([7, 3, 7, 9]);
    expect(next(3, 1, allLines({ firstLine: 8, endLine: 10 }))).toBe(9);
    expect(next(3, 1, allLines({ firstLine: 0, endLine: 2 }))).toBeNull();
    expect(matchPlace({ ...search, current: 7 })).toBe(2);
    expect(matchPlace(search)).toBe(0);
  });
});

describe('a filter of lines', () => {
  const lines = linesOf('GET /a', 'ERROR GET /b', '{"level":"debug","msg":"GET"}', 'warn: GET', 'POST');
  const passing = (change: Partial<typeof noFilter>) => {
    const index = createPassing({ ...noFilter, ...change }, lines);
    index?.goOn(lines, 8, atOnce);
    return index === null ? null : numbers(index);
  };

  test('shows only what matches, without what is hidden, of a level and above', () => {
    expect(passing({})).toBeNull();
    expect(passing({ only: logPattern('get') })).toEqual([0, 1, 2, 3]);
    expect(passing({ only: logPattern('get'), without: [logPattern('/b')] })).toEqual([0, 2, 3]);
    expect(passing({ level: 'info' })).toEqual([0, 1, 3, 4]);
    expect(passing({ level: 'warn' })).toEqual([1, 3]);
    expect(passing({ level: 'error' })).toEqual([1]);
  });
});

describe('folding', () => {
  test('takes consecutive lines that differ in numbers only for one', () => {
    const lines = linesOf('start', 'beat 1 of 9', 'beat 20 of 9', 'beat 3 of 9', 'end');
    const shown = allLines(lines);
    const folds = createFolds();
    expect(groupFrom(folds, lines, shown, 1)).toEqual({ place: 1, count: 3 });
    expect(groupUpTo(folds, lines, shown, 3)).toEqual({ place: 1, count: 3 });
    expect(groupUpTo(folds, lines, shown, 4)).toEqual({ place: 4, count: 1 });
    expect(groupFrom(null, lines, shown, 1)).toEqual({ place: 1, count: 1 });
  });
});

describe('lines of a log', () => {
  test('are kept up to a number; older parts go first and none is taken in beyond it', () => {
    const lines = createLogLines(10_000);
    lines.append(stored(['new']));
    lines.prepend(stored(Array.from({ length: 9_000 }, (_, line) => `old ${line}`)));
    expect([lines.firstLine, lines.endLine, lines.isFull]).toEqual([-9_000, 1, false]);
    expect(lines.line(-9_000)).toContain('old 0');
    expect(lines.line(-1)).toContain('old 8999');
    lines.append(stored(Array.from({ length: 2_000 }, (_, line) => `newer ${line}`)));
    expect(lines.firstLine).toBe(0);
    expect(lines.line(-1)).toBe('');
    expect(lines.line(0)).toContain('new');
  });

  test('that were left behind are read again from where the log is now', () => {
    const lines = linesOf('a', 'b', 'c');
    lines.clear();
    lines.append(stored(['x']));
    expect([lines.firstLine, lines.endLine, lines.isFull]).toEqual([3, 4, false]);
    lines.prepend(stored(['v', 'w']));
    expect([1, 2, 3].map((line) => lines.line(line).at(-1))).toEqual(['v', 'w', 'x']);
    lines.append(stored(['y']));
    expect(lines.firstLine).toBe(1);
  });
});
