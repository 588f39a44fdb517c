import { blankLine, type Line, sameLine } from './line.ts';

/** Rows `top` … `bottom` (inclusive) move up by `by` lines; down when it is negative. */
export interface Scroll {
  readonly top: number;
  readonly bottom: number;
  readonly by: number;
}

// Fewer rows that move together are as cheap to write again.
const fewestMoved = 3;

/** The scroll that leaves the fewest rows to be written; null when none pays. */
export function findScroll(shown: readonly Line[], wanted: readonly Line[]): Scroll | null {
  const changed = wanted.map((line, row) => !sameLine(line, shown[row] ?? line));
  if (changed.filter(Boolean).length <= fewestMoved) return null;
  const by = likeliestShift(shown, wanted, changed);
  return by === 0 ? null : longestRun(shown, wanted, changed, by);
}

/** The shift that most of the changed rows have made; 0 for none. */
function likeliestShift(
  shown: readonly Line[],
  wanted: readonly Line[],
  changed: readonly boolean[],
): number {
  const rowOf = new Map<string, number>();
  shown.forEach((line, row) => {
    if (changed[row]) rowOf.set(keyOf(line), row);
  });
  const votes = new Map<number, number>();
  wanted.forEach((line, row) => {
    const former = changed[row] ? rowOf.get(keyOf(line)) : undefined;
    if (former !== undefined) votes.set(former - row, (votes.get(former - row) ?? 0) + 1);
  });
  const [shift, count] = [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best), [0, 0]);
  return count < fewestMoved ? 0 : shift;
}

/** The longest run of rows that hold what stood `by` rows below, as the region to scroll. */
function longestRun(
  shown: readonly Line[],
  wanted: readonly Line[],
  changed: readonly boolean[],
  by: number,
): Scroll | null {
  let best = { start: 0, end: 0, gain: 0 };
  let start = Math.max(0, -by);
  let gain = 0;
  for (let row = start; row < Math.min(wanted.length, wanted.length - by); row++) {
    const line = wanted[row];
    const former = shown[row + by];
    if (line === undefined || former === undefined || !sameLine(line, former)) {
      start = row + 1;
      gain = 0;
      continue;
    }
    gain += changed[row] ? 1 : 0;
    if (gain > best.gain) best = { start, end: row, gain };
  }
  if (best.gain < fewestMoved) return null;
  return by > 0
    ? { top: best.start, bottom: best.end + by, by }
    : { top: best.start + by, bottom: best.end, by };
}

function keyOf(line: Line): string {
  return `${line.characters.join('')}\n${line.styles.join('\n')}`;
}

/** What the terminal shows after a scroll; the rows that open up are blank. */
export function scrolled(shown: readonly Line[], { top, bottom, by }: Scroll, width: number): Line[] {
  const opened = Array.from({ length: Math.abs(by) }, () => blankLine(width));
  const region = shown.slice(top, bottom + 1);
  const moved = by > 0 ? [...region.slice(by), ...opened] : [...opened, ...region.slice(0, by)];
  return [...shown.slice(0, top), ...moved, ...shown.slice(bottom + 1)];
}
