import { createNumberList } from '../lib/number-list.ts';
import type { LineSource, ShownLines } from './line-source.ts';

/**
 * The lines of a source that fulfil a test, in order. It is made in slices, the newest lines first, and goes on at
 * both ends as the source grows: four bytes per line found, nothing for the others. Changed in place.
 */
export interface LineIndex extends ShownLines {
  /** The oldest line that was looked at. */
  readonly from: number;
  /** One past the newest line that was looked at. */
  readonly to: number;
  /**
   * Looks at further lines for at most `budgetMs`.
   * @returns true when every line of the source was looked at
   */
  goOn(source: LineSource, budgetMs: number, now: () => number): boolean;
}

export type LineTest = (line: string, number: number) => boolean;

/** How many lines are looked at between two looks at the clock: a pattern may take long over a long line. */
const linesPerLook = 16;

/** @param start the line to begin at: the end of the source, so that the newest are found first */
export function createLineIndex(test: LineTest, start: number): LineIndex {
  /** Ascending, from `start` on. */
  const later = createNumberList();
  /** Descending, below `start`. */
  const earlier = createNumberList();
  /** How many of `later` are no longer kept. */
  let gone = 0;
  let from = start;
  let to = start;

  const index: LineIndex = {
    get from() {
      return from;
    },
    get to() {
      return to;
    },
    get count() {
      return earlier.length + later.length - gone;
    },
    at: (place) =>
      place < earlier.length
        ? earlier.at(earlier.length - 1 - place)
        : later.at(gone + place - earlier.length),
    placeOf(number) {
      let low = 0;
      let high = index.count;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (index.at(middle) < number) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    goOn(source, budgetMs, now) {
      forget(source.firstLine);
      const until = now() + budgetMs;
      for (let looked = 1; to < source.endLine || from > source.firstLine; looked++) {
        if (to < source.endLine) lookBelow(source);
        else lookAbove(source);
        if (looked % linesPerLook === 0 && now() > until) return false;
      }
      return true;
    },
  };

  function lookBelow(source: LineSource): void {
    if (test(source.line(to), to)) later.push(to);
    to++;
  }

  function lookAbove(source: LineSource): void {
    from--;
    if (test(source.line(from), from)) earlier.push(from);
  }

  /** Lines that the source no longer keeps are no longer found. */
  function forget(firstLine: number): void {
    if (from >= firstLine) return;
    from = firstLine;
    to = Math.max(to, firstLine);
    while (earlier.length > 0 && earlier.at(earlier.length - 1) < firstLine)
      earlier.cutTo(earlier.length - 1);
    while (earlier.length === 0 && gone < later.length && later.at(gone) < firstLine) gone++;
  }

  return index;
}
