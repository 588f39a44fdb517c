import type { Row } from '../src/terminal/row.ts';
import type { ConsoleParts } from './parts.ts';

/** A row that the cursor can be on. */
export interface Stop {
  /** Tells it from the others, whichever row it is in: `run:ID`. */
  readonly key: string;
  /** What Enter does. */
  readonly open: (parts: ConsoleParts) => void;
}

/** A row of a text, and what it leads to. */
export interface StopRow {
  readonly row: Row;
  readonly stop?: Stop | undefined;
}

export function plainRows(rows: readonly Row[]): readonly StopRow[] {
  return rows.map((row) => ({ row }));
}

/** The index of the row under the cursor: of the first stop where the cursor is on none; -1 without stops. */
export function stopIndex(rows: readonly StopRow[], key: string | null): number {
  const at = key === null ? -1 : rows.findIndex(({ stop }) => stop?.key === key);
  return at >= 0 ? at : rows.findIndex(({ stop }) => stop !== undefined);
}
