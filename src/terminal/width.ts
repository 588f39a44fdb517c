import { clustersOf } from './clusters.ts';

const ascii = /^[ -~]*$/;

/** How many cells the text takes; the text holds no escape sequence (`sanitize` it first). */
export function textWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const cluster of clustersOf(text)) width += cluster.width;
  return width;
}

/** The text in at most `width` cells; `…` stands for what was cut off its end. */
export function cut(text: string, width: number): string {
  if (width <= 0) return '';
  if (ascii.test(text)) return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
  let kept = '';
  let used = 0;
  let fitting = '';
  for (const cluster of clustersOf(text)) {
    used += cluster.width;
    if (used <= width - 1) fitting = kept + cluster.text;
    if (used > width) return `${fitting}…`;
    kept += cluster.text;
  }
  return kept;
}

/** The text in exactly `width` cells, spaces behind it. */
export function padEnd(text: string, width: number): string {
  const fitting = cut(text, width);
  return fitting + ' '.repeat(Math.max(0, width - textWidth(fitting)));
}

/** The text in exactly `width` cells, spaces before it: for numbers. */
export function padStart(text: string, width: number): string {
  const fitting = cut(text, width);
  return ' '.repeat(Math.max(0, width - textWidth(fitting))) + fitting;
}
