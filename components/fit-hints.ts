import { textWidth } from '../src/terminal/width.ts';

/** A key and what it does, for the footer. */
export interface KeyHint {
  readonly key: string;
  readonly label: string;
}

/** The gap between two hints, in cells. */
export const hintGap = 2;

/**
 * The hints that fit into `width` cells, in their order: the most important ones come first.
 * @param always the key of a hint that others make room for, such as the way to the help
 */
export function fitHints(hints: readonly KeyHint[], width: number, always?: string): readonly KeyHint[] {
  const kept = hints.find((hint) => hint.key === always);
  let used = kept === undefined ? -hintGap : widthOf(kept);
  const fitting = new Set<KeyHint>();
  for (const hint of hints) {
    if (hint === kept) continue;
    used += hintGap + widthOf(hint);
    if (used > width) break;
    fitting.add(hint);
  }
  return hints.filter((hint) => hint === kept || fitting.has(hint));
}

function widthOf(hint: KeyHint): number {
  return textWidth(hint.key) + 1 + textWidth(hint.label);
}
