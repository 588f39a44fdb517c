import { Table } from 'ink-table';
import type { ReactNode } from 'react';
import { sanitize } from '../src/terminal/sanitize.ts';

/** Rows of a small table: column name to text; every row has the same columns. */
export type TableRows = readonly Readonly<Record<string, string>>[];

/** A framed table that stands still: for details and one-shot output, far too slow for live rows. */
export function SmallTable({ rows }: { readonly rows: TableRows }): ReactNode {
  return <Table data={rows.map(sanitizeRow)} />;
}

function sanitizeRow(row: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(row).map(([name, text]) => [sanitize(name), sanitize(text)]));
}
