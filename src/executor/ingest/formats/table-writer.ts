import { markdownTable } from './markdown-table.ts';

/** Collects the cells of a table. A table within a table is text of the cell around it. */
export interface TableWriter {
  /** How many tables are open. */
  readonly depth: number;
  open(): void;
  row(): void;
  cell(): void;
  /** Adds to the cell that was begun last; what stands beside the cells of a table is dropped. */
  fill(text: string): void;
  /** @returns the whole table when the outermost one is closed and has rows, else null */
  close(): string | null;
}

export function createTableWriter(): TableWriter {
  let depth = 0;
  let rows: string[][] = [];
  return {
    get depth() {
      return depth;
    },
    open() {
      depth += 1;
    },
    row: () => void rows.push([]),
    cell: () => void rows.at(-1)?.push(''),
    fill(text) {
      const row = rows.at(-1);
      if (row !== undefined && row.length > 0) row[row.length - 1] += text;
    },
    close() {
      depth = Math.max(0, depth - 1);
      if (depth > 0) return null;
      const [header, ...rest] = rows.filter((row) => row.length > 0);
      rows = [];
      return header === undefined ? null : markdownTable(header, rest);
    },
  };
}
