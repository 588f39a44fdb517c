import type { LineStore } from '../lib/line-store.ts';
import { parseLogLine } from '../model/log.ts';

/** Matches above this number are not kept; `n` finds no more then. */
const maxMatches = 100_000;

/** A search of a log for a text. It runs in slices and goes on when the log grows; changed in place. */
export interface LogSearch {
  readonly pattern: string;
  /** Numbers of the matching lines, ascending. */
  readonly matches: number[];
  /** The next line to look at. */
  nextLine: number;
  /** The match that `n` and `N` stand on, a line number; null before the first. */
  current: number | null;
}

export function createLogSearch(pattern: string): LogSearch {
  return { pattern, matches: [], nextLine: 0, current: null };
}

/** The same search from the start, of a log that has `added` lines more before the ones known. */
export function searchAgain(search: LogSearch, added: number): LogSearch {
  return {
    ...createLogSearch(search.pattern),
    current: search.current === null ? null : search.current + added,
  };
}

/**
 * Looks at further lines for at most `budgetMs`.
 * @returns true when the end of the log is reached
 */
export function searchOn(search: LogSearch, lines: LineStore, budgetMs: number, now: () => number): boolean {
  const pattern = search.pattern.toLowerCase();
  const end = now() + budgetMs;
  search.nextLine = Math.max(search.nextLine, lines.firstLine);
  while (search.nextLine < lines.endLine) {
    if (lines.line(search.nextLine).toLowerCase().indexOf(pattern, 0) >= 0) addMatch(search, lines, pattern);
    search.nextLine++;
    if (search.nextLine % 256 === 0 && now() > end) return false;
  }
  return true;
}

/** The prefix of a stored line is not part of what was printed. */
function addMatch(search: LogSearch, lines: LineStore, pattern: string): void {
  const { text } = parseLogLine(lines.line(search.nextLine));
  if (text.toLowerCase().includes(pattern) && search.matches.length < maxMatches) {
    search.matches.push(search.nextLine);
  }
}

/**
 * The match after or before a line, going round at the ends; null when there is none.
 * @param from a line number, not itself answered
 */
export function nextMatch(search: LogSearch, from: number, direction: 1 | -1): number | null {
  const { matches } = search;
  const place = matches.findIndex((line) => (direction === 1 ? line > from : line >= from));
  if (direction === 1) return matches[Math.max(0, place)] ?? null;
  const before = place < 0 ? matches.length - 1 : place - 1;
  return matches.at(before) ?? null;
}
