import { describe, expect, test } from 'vitest';
import { firstShown, following, scrollTail, showLine, waitingLines } from '../../../src/store/tail-view.ts';

const lines = { first: 0, total: 100 };
const height = 10;

describe('tail view', () => {
  test('follows the end', () => {
    expect(firstShown(following, lines, height)).toBe(90);
    expect(firstShown(following, { first: 0, total: 4 }, height)).toBe(0);
  });

  test('lets go when scrolled up and says how many lines came since', () => {
    const up = scrollTail(following, lines, height, -3);
    expect(up).toMatchObject({ follow: false, top: 87 });
    const later = { first: 0, total: 112 };
    expect(firstShown(up, later, height)).toBe(87);
    expect(waitingLines(up, later)).toBe(12);
    expect(waitingLines(scrollTail(up, later, height, -50), { first: 0, total: 115 })).toBe(15);
  });

  test('follows again at the end, and not before it', () => {
    const up = scrollTail(following, lines, height, -3);
    expect(scrollTail(up, lines, height, 2).follow).toBe(false);
    expect(scrollTail(up, lines, height, 3)).toEqual(following);
  });

  test('stays a follower when there is nothing above', () => {
    expect(scrollTail(following, { first: 0, total: 3 }, height, -1)).toEqual(following);
  });

  test('does not move when old lines are dropped, unless they were in view', () => {
    const view = showLine(following, lines, height, 50);
    expect(firstShown(view, { first: 40, total: 140 }, height)).toBe(47);
    expect(firstShown(view, { first: 60, total: 160 }, height)).toBe(60);
  });
});
