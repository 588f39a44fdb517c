import { clustersOf } from '../src/terminal/clusters.ts';
import { textWidth } from '../src/terminal/width.ts';

/** The text in lines of at most `width` cells, broken between words where there are any. */
export function wrapWords(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((part) => wrapCells(part, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** The text in pieces of at most `width` cells, broken anywhere; one empty piece for an empty text. */
export function wrapCells(text: string, width: number): readonly string[] {
  if (/^[ -~]*$/.test(text)) {
    const count = Math.max(1, Math.ceil(text.length / width));
    return Array.from({ length: count }, (_, index) => text.slice(index * width, (index + 1) * width));
  }
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const cluster of clustersOf(text)) {
    if (used + cluster.width > width && piece !== '') {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += cluster.text;
    used += cluster.width;
  }
  return [...pieces, piece];
}

/** The text without its first `cells` cells. */
export function dropCells(text: string, cells: number): string {
  if (cells === 0) return text;
  if (/^[ -~]*$/.test(text)) return text.slice(cells);
  let dropped = 0;
  let rest = '';
  for (const cluster of clustersOf(text)) {
    if (dropped < cells) dropped += cluster.width;
    else rest += cluster.text;
  }
  return rest;
}
