import { readFile } from 'node:fs/promises';
import type { CellObject, ParsingOptions, WorkBook, WorkSheet } from '@e965/xlsx';
import type { Conversion, Converted, OnStep } from '../conversion.ts';
import { documentLimits } from '../limits.ts';
import { explain } from './explain.ts';
import { extracted } from './extracted.ts';
import { cutWarnings, shownTable } from './markdown-table.ts';
import { repack, unpackOffice } from './office-parts.ts';

// No pictures, charts or macros.
const wanted =
  /^(?:\[Content_Types\]\.xml|_rels\/.*|xl\/(?:_rels\/.*|[^/]+\.(?:xml|bin)|worksheets\/.*\.(?:xml|bin|rels)))$/;

/** The header, the rows that are shown, and one that tells that there are more. */
const parsedRows = documentLimits.shownRows + 2;

/** A heading and a table for each sheet of an Excel file, by SheetJS. */
export async function convertSpreadsheet({ file, type }: Conversion, onStep: OnStep): Promise<Converted> {
  const bytes = type.sourceType === 'xlsx' ? repack(await unpackOffice(file, wanted)) : await readFile(file);
  const book = await readBook(bytes, onStep);
  const sheets = book.SheetNames.map((name) => sheetText(name, book.Sheets[name]));
  return extracted(
    sheets.map(({ text }) => text).join('\n\n'),
    'sheetjs',
    { sheets: sheets.length, rows: sheets.reduce((sum, { rows }) => sum + rows, 0) },
    sheets.flatMap(({ rows }) => cutWarnings(rows, 'rows')),
  );
}

async function readBook(bytes: Uint8Array, onStep: OnStep): Promise<WorkBook> {
  const { read } = await import('@e965/xlsx');
  const options: ParsingOptions = { type: 'array', dense: true, cellFormula: false, cellHTML: false };
  return await explain('Excel file', () => {
    const book = read(bytes, { ...options, sheetRows: parsedRows });
    if (!Object.values(book.Sheets).some(hidesItsSize)) return book;
    onStep(null);
    return read(bytes, options);
  });
}

/** True for a sheet that says nowhere how many rows it has beyond those that were parsed. */
function hidesItsSize(sheet: WorkSheet): boolean {
  return (sheet['!data']?.length ?? 0) >= parsedRows && sheet['!fullref'] === undefined;
}

function sheetText(name: string, sheet: WorkSheet | undefined): { text: string; rows: number } {
  const heading = `## ${name.replaceAll(/\s+/g, ' ')}`;
  const [header = [], ...rows] = rowsOf(sheet);
  const total = Math.max(rows.length, rowCount(sheet) - 1);
  if (header.length === 0 && rows.length === 0) return { text: '', rows: 0 };
  const columns = rows.reduce((most, row) => Math.max(most, row.length), header.length);
  const table = shownTable(header, rows, { total, what: 'rows', across: `${columns} columns` });
  return { text: `${heading}\n\n${table}`, rows: total };
}

/** The texts that Excel shows, without empty cells at the ends of rows. Rows and cells may be holes. */
function rowsOf(sheet: WorkSheet | undefined): string[][] {
  const data: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet?.['!data'] ?? [];
  return Array.from(data.slice(0, parsedRows), (row) => {
    const cells = Array.from(row ?? [], (cell) => cell?.w ?? String(cell?.v ?? ''));
    return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
  });
}

/** Rows from the first one down to the last that the sheet says it has. */
function rowCount(sheet: WorkSheet | undefined): number {
  const range: unknown = sheet?.['!fullref'] ?? sheet?.['!ref'];
  const last = typeof range === 'string' ? /(\d+)$/.exec(range)?.[1] : undefined;
  return Number(last ?? 0);
}
