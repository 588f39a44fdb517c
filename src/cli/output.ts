import { stripVTControlCharacters } from 'node:util';
import { sanitize } from '../terminal/sanitize.ts';
import type { TableRow, Wiring } from './wiring.ts';

/** Where a verb prints. Results go to stdout, everything said beside them to stderr. */
export interface Output {
  readonly json: boolean;
  /** A line on stdout. Text from outside must have passed `sanitize`. */
  line(text: string): void;
  /** A value as one line of JSON on stdout. */
  value(value: unknown): void;
  /** A table on stdout: with borders in a terminal, plain columns elsewhere. Cells are sanitized here. */
  table(rows: readonly TableRow[]): Promise<void>;
  /** A line on stderr; left out with --json, where stderr is for errors. */
  note(text: string): void;
}

export interface OutputOptions {
  readonly json: boolean;
  /** No borders even in a terminal. */
  readonly plain: boolean;
  /** False: frames of tables are drawn without colours and bold. */
  readonly color: boolean;
  readonly printTable: Wiring['printTable'];
}

export function createOutput({ json, plain, color, printTable }: OutputOptions): Output {
  const line = (text: string) => void process.stdout.write(`${text}\n`);
  return {
    json,
    line,
    value: (value) => line(JSON.stringify(value)),
    async table(rows) {
      if (rows.length === 0) return;
      const clean = rows.map(sanitizeRow);
      if (process.stdout.isTTY && !plain) {
        const framed = (await printTable(clean)).trimEnd();
        return line(color ? framed : stripVTControlCharacters(framed));
      }
      // Measures wide characters, which takes a while to load: only for who prints a table.
      const { textColumns } = await import('./text-columns.ts');
      line(textColumns(clean));
    },
    note(text) {
      if (!json) process.stderr.write(`${text}\n`);
    },
  };
}

function sanitizeRow(row: TableRow): TableRow {
  return Object.fromEntries(Object.entries(row).map(([title, cell]) => [title, sanitize(cell)]));
}
