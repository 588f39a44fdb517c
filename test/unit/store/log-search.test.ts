import { describe, expect, test } from 'vitest';
import { createLineStore } from '../../../src/lib/line-store.ts';
import { logPrefix } from '../../../src/model/log.ts';
import { createLogSearch, nextMatch, searchOn } from '../../../src/store/log-search.ts';

function storeOf(...texts: string[]) {
  const lines = createLineStore(1_000_000);
  for (const text of texts) lines.append(`${logPrefix(1_700_000_000_000, 'stdout')}${text}\n`);
  return lines;
}

const clock = () => 0;

describe('log search', () => {
  test('finds lines in any case, not in their time stamps', () => {
    const search = createLogSearch('ERROR');
    expect(searchOn(search, storeOf('ok', 'an error', 'Errors'), 8, clock)).toBe(true);
    expect(search.matches).toEqual([1, 2]);
    const stamp = createLogSearch('1700000000000');
    searchOn(stamp, storeOf('ok'), 8, clock);
    expect(stamp.matches).toEqual([]);
  });

  test('goes on where it was when the log grows', () => {
    const lines = storeOf('error 1', 'ok');
    const search = createLogSearch('error');
    searchOn(search, lines, 8, clock);
    lines.append(`${logPrefix(0, 'stderr')}error 2\n`);
    searchOn(search, lines, 8, clock);
    expect(search.matches).toEqual([0, 2]);
  });

  test('stops when its time is over and says that it is not done', () => {
    let now = 0;
    const lines = storeOf(...Array.from({ length: 1_000 }, () => 'error'));
    const search = createLogSearch('error');
    expect(searchOn(search, lines, 8, () => (now += 10))).toBe(false);
    expect(search.matches).toHaveLength(256);
    while (!searchOn(search, lines, 8, () => (now += 10)));
    expect(search.matches).toHaveLength(1_000);
  });

  test('goes to the next match and round at the ends', () => {
    const search = { ...createLogSearch('x'), matches: [3, 7, 9] };
    expect([
      nextMatch(search, 3, 1),
      nextMatch(search, 9, 1),
      nextMatch(search, 8, -1),
      nextMatch(search, 3, -1),
    ]).toEqual([7, 3, 7, 9]);
    expect(nextMatch(createLogSearch('x'), 3, 1)).toBeNull();
  });
});
