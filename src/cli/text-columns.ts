import { textWidth } from '../terminal/width.ts';
import type { TableRow } from './wiring.ts';

/**
 * Rows as left-aligned columns under their titles, two blanks apart, without borders and colours: what
 * a pipe gets. The last column is not padded.
 */
export function textColumns(rows: readonly TableRow[]): string {
  const titles = Object.keys(rows[0] ?? {});
  const lines = [titles.map((title) => title.toUpperCase()), ...rows.map((row) => cells(row, titles))];
  const widths = titles.map((_, column) => Math.max(...lines.map((line) => textWidth(line[column] ?? ''))));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - textWidth(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cells(row: TableRow, titles: readonly string[]): string[] {
  return titles.map((title) => row[title] ?? '');
}
