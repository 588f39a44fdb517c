import { describe, expect, test } from 'vitest';
import { allLines } from '../../../src/store/line-source.ts';
import {
  cursorPlace,
  firstPlace,
  following,
  moveView,
  showLine,
  waitingLines,
} from '../../../src/store/line-view.ts';

const height = 10;
const lines = (firstLine: number, endLine: number) => allLines({ firstLine, endLine });
const hundred = lines(0, 100);

describe('a view of lines', () => {
  test('follows the end', () => {
    expect(firstPlace(following, hundred, height)).toBe(90);
    expect(firstPlace(following, lines(0, 4), height)).toBe(0);
    expect(moveView(following, hundred, height, 1, 100)).toBe(following);
  });

  test('one up puts the cursor on the line before the last and keeps the rest still', () => {
    const up = moveView(following, hundred, height, -1, 100);
    expect(up).toEqual({ follow: false, top: 90, cursor: 98, seen: 100 });
    const more = moveView(up, lines(0, 130), height, -20, 130);
    expect(more).toMatchObject({ cursor: 78, top: 70, seen: 100 });
    expect(waitingLines(more, lines(0, 130))).toBe(30);
  });

  test('the cursor takes the view along at its edges', () => {
    const at = showLine(following, hundred, height, 50, 100);
    expect(at).toMatchObject({ top: 47, cursor: 50 });
    let view = at;
    for (let press = 0; press < 8; press++) view = moveView(view, hundred, height, 1, 100);
    expect(view).toMatchObject({ top: 49, cursor: 58 });
  });

  test('follows again below the last line, and at the end of a page', () => {
    const up = moveView(following, hundred, height, -2, 100);
    const down = moveView(moveView(up, hundred, height, 1, 100), hundred, height, 1, 100);
    expect(down).toMatchObject({ follow: false, cursor: 99 });
    expect(moveView(down, hundred, height, 1, 100)).toEqual(following);
    expect(moveView(up, hundred, height, 9, 100)).toEqual(following);
  });

  test('does not move when old lines are dropped or older ones come, unless they were in view', () => {
    const view = showLine(following, hundred, height, 50, 100);
    const later = lines(40, 140);
    expect(later.at(firstPlace(view, later, height))).toBe(47);
    const older = lines(-500, 140);
    expect(older.at(firstPlace(view, older, height))).toBe(47);
    expect(older.at(cursorPlace(view, older) ?? 0)).toBe(50);
    const dropped = lines(60, 160);
    expect(dropped.at(firstPlace(view, dropped, height))).toBe(60);
  });

  test('in an empty pane nothing moves', () => {
    expect(moveView(following, lines(0, 0), height, -1, 0)).toBe(following);
    expect(cursorPlace(following, lines(0, 0))).toBeNull();
  });
});
