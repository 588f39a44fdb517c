import { textWidth } from '../src/terminal/width.ts';

/** A key and what it does, for the footer. */
export interface KeyHint {
  readonly key: string;
  readonly label: string;
}

/** The gap between two hints, in cells. */
export const hintGap = 2;

/** The hints that fit into `width` cells, in their order: the most important ones come first. */
export function fitHints(hints: readonly KeyHint[], width: number): readonly KeyHint[] {
  let used = -hintGap;
  const end = hints.findIndex((hint) => {
    used += hintGap + textWidth(hint.key) + 1 + textWidth(hint.label);
    return used > width;
  });
  return end < 0 ? hints : hints.slice(0, end);
}
