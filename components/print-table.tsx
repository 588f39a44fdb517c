import { renderToString } from 'ink';
import { textWidth } from '../src/terminal/width.ts';
import { SmallTable, type TableRows } from './small-table.tsx';

/** A table as text for the command line: framed, without colour, as wide as its longest texts; empty without rows. */
export function printTable(rows: TableRows): string {
  if (rows.length === 0) return '';
  return renderToString(<SmallTable rows={rows} />, { columns: widthOf(rows) });
}

/** Cells that the table needs: each column as wide as its widest text, with padding and a frame. */
function widthOf(rows: TableRows): number {
  const names = Object.keys(rows[0] ?? {});
  const columns = names.map((name) =>
    Math.max(textWidth(name), ...rows.map((row) => textWidth(row[name] ?? ''))),
  );
  return columns.reduce((sum, width) => sum + width + 3, 1);
}
