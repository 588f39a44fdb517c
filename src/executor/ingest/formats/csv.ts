import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { Conversion, Converted, OnStep } from '../conversion.ts';
import { DocumentError } from '../conversion.ts';
import { documentLimits } from '../limits.ts';
import { cutWarnings, shownTable } from './markdown-table.ts';
import { encodingOf, refuseBinary } from './read-text.ts';

/** Counts every row and keeps the first ones, however long the file is. */
export async function convertCsv({ file, type }: Conversion, onStep: OnStep): Promise<Converted> {
  const kept: string[][] = [];
  let count = 0;
  let columns = 0;
  const input = createReadStream(file, { encoding: await encodingOf(file), highWaterMark: 256 * 1024 });
  input.on('data', () => onStep(null));
  const parser = parse({
    bom: true,
    delimiter: type.sourceType === 'tsv' ? '\t' : ',',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: documentLimits.rowCharacters,
    on_record: (row: string[]) => {
      count += 1;
      if (count <= documentLimits.shownRows + 1) {
        kept.push(row);
        columns = Math.max(columns, row.length);
      }
      return null;
    },
  });
  parser.resume();
  await pipeline(input, refuseBinary, parser).catch((thrown: unknown) => {
    throw thrown instanceof CsvError ? new DocumentError(`it is no valid table: ${thrown.message}`) : thrown;
  });
  const [header = [], ...rows] = kept;
  const total = Math.max(0, count - 1);
  const across = `${columns} columns`;
  return {
    body: count === 0 ? '' : shownTable(header, rows, { total, what: 'rows', across }),
    stats: { rows: total, columns },
    summary: [`${total} rows across ${across}`],
    warnings: cutWarnings(total, 'rows'),
  };
}
