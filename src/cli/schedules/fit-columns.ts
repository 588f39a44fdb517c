import { textWidth } from '../../terminal/width.ts';
import type { TableRow } from '../wiring.ts';

/** A border on each side of each cell, with blanks. */
const frameCells = 3;

/** Cells of a line; whoever is no terminal has room for all. */
export function lineWidth(): number {
  return process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY;
}

/**
 * Rows without the columns for which a terminal has no room.
 * @param width cells of a line
 * @param spare titles that can be left out, what is missed least first
 */
export function fitColumns(
  rows: readonly TableRow[],
  width: number,
  spare: readonly string[],
): readonly TableRow[] {
  const [title, ...others] = spare;
  if (title === undefined || tableWidth(rows) <= width) return rows;
  const narrower = rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => name !== title)),
  );
  return fitColumns(narrower, width, others);
}

function tableWidth(rows: readonly TableRow[]): number {
  const titles = Object.keys(rows[0] ?? {});
  const widths = titles.map((title) =>
    Math.max(textWidth(title), ...rows.map((row) => textWidth(row[title] ?? ''))),
  );
  return widths.reduce((sum, width) => sum + width + frameCells, 1);
}
