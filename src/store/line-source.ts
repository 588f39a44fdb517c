/**
 * Lines by number, in the form of `src/model/log.ts`. A line keeps its number; older ones that are read later have
 * lower numbers, below zero too.
 */
export interface LineSource {
  readonly firstLine: number;
  /** One past the newest line. */
  readonly endLine: number;
  /** Empty for a line that is not kept. */
  line(number: number): string;
  /** Where lines come from several runs: which of them a line is of, counted from 0. */
  readonly runOf?: ((number: number) => number) | undefined;
}

/** The lines that a pane shows, in order: all of a source, or those that a filter lets through. */
export interface ShownLines {
  readonly count: number;
  /** The number of the line at a place, 0 ≤ place < count. */
  at(place: number): number;
  /** The place of the first shown line whose number is not lower; `count` when there is none. */
  placeOf(number: number): number;
}

/** All lines between two numbers. */
export function allLines({ firstLine, endLine }: Pick<LineSource, 'firstLine' | 'endLine'>): ShownLines {
  const count = endLine - firstLine;
  return {
    count,
    at: (place) => firstLine + place,
    placeOf: (number) => Math.max(0, Math.min(number - firstLine, count)),
  };
}
