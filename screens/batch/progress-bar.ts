import type { StatusCounts } from '../../src/model/run-status.ts';
import type { Span, StyleName } from '../../src/terminal/row.ts';

interface Part {
  readonly glyph: string;
  readonly style: StyleName;
  readonly count: number;
}

/** How a batch stands, as a bar of `width` cells: done █, failed ▒ (cancelled as well), active ▓, left ░. */
export function progressBar(counts: StatusCounts, width: number): readonly Span[] {
  const parts: readonly Part[] = [
    { glyph: '█', style: 'ok', count: counts.completed },
    { glyph: '▒', style: 'bad', count: counts.failed + counts.cancelled },
    { glyph: '▓', style: 'active', count: counts.running },
    { glyph: '░', style: 'dim', count: counts.waiting + counts.pending },
  ];
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return [{ text: '░'.repeat(width), style: 'dim' }];
  const cells = shares(
    parts.map(({ count }) => count),
    total,
    width,
  );
  return parts.flatMap(({ glyph, style }, index) => {
    const length = cells[index] ?? 0;
    return length === 0 ? [] : [{ text: glyph.repeat(length), style }];
  });
}

/** Cells for each part: what is there at all has one at least, and together they fill the bar. */
function shares(counts: readonly number[], total: number, width: number): readonly number[] {
  const cells = counts.map((count) => (count === 0 ? 0 : Math.max(1, Math.floor((count / total) * width))));
  const rest = width - cells.reduce((sum, length) => sum + length, 0);
  const largest = cells.indexOf(Math.max(...cells));
  return cells.map((length, index) => (index === largest ? Math.max(0, length + rest) : length));
}
