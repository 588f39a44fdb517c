import { parseLogLine } from '../model/log.ts';
import type { LineSource, ShownLines } from './line-source.ts';

/** Consecutive lines that differ only in numbers and times are one row. Remembers how lines read; changed in place. */
export interface Folds {
  /** Whether two lines read alike. */
  areAlike(source: LineSource, left: number, right: number): boolean;
}

/** How many lines it remembers at least: the longest groups that fill a screen. */
const remembered = 32_768;
/** A group is not followed further than this. */
export const longestGroup = 500;
const compared = 400;

export function createFolds(): Folds {
  let read = new Map<number, string>();
  /** What was read before that; it is forgotten when `read` is full, unless it was wanted meanwhile. */
  let readBefore = read;
  const formOf = (source: LineSource, number: number): string => {
    const known = read.get(number);
    if (known !== undefined) return known;
    if (read.size >= remembered) [readBefore, read] = [read, new Map()];
    const form = readBefore.get(number) ?? newForm(source, number);
    read.set(number, form);
    return form;
  };
  return { areAlike: (source, left, right) => formOf(source, left) === formOf(source, right) };
}

function newForm(source: LineSource, number: number): string {
  const { text, stream } = parseLogLine(source.line(number));
  return `${source.runOf?.(number) ?? ''}${stream}${text.slice(0, compared).replace(varying, '#')}`;
}

/** Numbers, and ids of hexadecimal digits. */
const varying = /\b(?=[0-9a-f-]*\d)[0-9a-f]{8}[0-9a-f-]*\b|\d+/g;

/** A row of a folded pane: the first of its lines, and how many there are. */
export interface Group {
  readonly place: number;
  readonly count: number;
}

/** The group that begins at a place and goes down. */
export function groupFrom(folds: Folds | null, source: LineSource, shown: ShownLines, place: number): Group {
  let count = 1;
  if (folds === null) return { place, count };
  const first = shown.at(place);
  while (count < longestGroup && place + count < shown.count) {
    if (!folds.areAlike(source, first, shown.at(place + count))) break;
    count++;
  }
  return { place, count };
}

/** The group that ends at a place and goes up. */
export function groupUpTo(folds: Folds | null, source: LineSource, shown: ShownLines, place: number): Group {
  let count = 1;
  if (folds === null) return { place, count };
  const last = shown.at(place);
  while (count < longestGroup && place - count >= 0) {
    if (!folds.areAlike(source, last, shown.at(place - count))) break;
    count++;
  }
  return { place: place - count + 1, count };
}
