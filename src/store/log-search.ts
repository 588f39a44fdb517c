import { parseLogLine } from '../model/log.ts';
import { createLineIndex, type LineIndex } from './line-index.ts';
import type { LineSource, ShownLines } from './line-source.ts';
import type { LogPattern } from './log-pattern.ts';

/** A search of a log. It runs in slices and goes on when the log grows at either end. */
export interface LogSearch {
  readonly pattern: LogPattern;
  /** The lines that match. */
  readonly found: LineIndex;
  /** The match that `n` and `N` stand on, a line number; null before the first. */
  readonly current: number | null;
}

export function createLogSearch(pattern: LogPattern, source: LineSource): LogSearch {
  // The stamp of a stored line is not part of what was printed.
  const found = createLineIndex((line) => pattern.test(parseLogLine(line).text), source.endLine);
  return { pattern, found, current: null };
}

/**
 * The match after or before a line, going round at the ends; null when there is none among the lines shown.
 * @param from a line number, not itself answered
 */
export function nextMatch(
  { found }: LogSearch,
  shown: ShownLines,
  from: number,
  direction: 1 | -1,
): number | null {
  const { count } = found;
  const first = found.placeOf(direction === 1 ? from + 1 : from) - (direction === 1 ? 0 : 1);
  for (let step = 0; step < Math.min(count, mostSteps); step++) {
    const number = found.at((((first + direction * step) % count) + count) % count);
    const place = shown.placeOf(number);
    if (place < shown.count && shown.at(place) === number) return number;
  }
  return null;
}

/** Matches that a filter hides are passed over, but not for ever. */
const mostSteps = 100_000;

/** Which match of how many it stands on: 0 before the first. */
export function matchPlace({ found, current }: LogSearch): number {
  return current === null || found.count === 0 ? 0 : found.placeOf(current) + 1;
}
