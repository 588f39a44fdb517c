import { clustersOf } from '../src/terminal/clusters.ts';

/** The part of a line that is in view, split at the cursor. */
export interface TextWindow {
  readonly before: string;
  /** What the cursor stands on: a space at the end of the line, empty when the cursor isn't here. */
  readonly at: string;
  readonly after: string;
}

/**
 * The part of `value` that fits into `width` cells and shows the cursor.
 * @param cursor index of UTF-16 units in `value`
 */
export function textWindow(value: string, cursor: number, width: number): TextWindow {
  const before = [...clustersOf(value.slice(0, cursor))];
  const rest = [...clustersOf(value.slice(cursor))];
  const at = rest.shift() ?? { text: ' ', width: 1 };
  let room = Math.max(width, 1) - at.width;
  let first = before.length;
  while (first > 0 && (before[first - 1]?.width ?? 0) <= room) room -= before[--first]?.width ?? 0;
  let end = 0;
  while (end < rest.length && (rest[end]?.width ?? 0) <= room) room -= rest[end++]?.width ?? 0;
  const join = (clusters: readonly { readonly text: string }[]) =>
    clusters.map((cluster) => cluster.text).join('');
  return { before: join(before.slice(first)), at: at.text, after: join(rest.slice(0, end)) };
}
