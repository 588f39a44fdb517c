import { DocumentError } from '../conversion.ts';
import { documentLimits } from '../limits.ts';

/**
 * A Markdown table. Shorter rows are filled up.
 * @throws DocumentError when it is larger than a page may be
 */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const width = rows.reduce((most, row) => Math.max(most, row.length), header.length);
  if (width * (rows.length + 2) > documentLimits.pageCharacters / 4) throw tooLarge();
  const lines = [tableRow(header, width), `|${' --- |'.repeat(width)}`];
  let size = 0;
  for (const row of rows) {
    const line = tableRow(row, width);
    size += line.length;
    if (size > documentLimits.pageCharacters) throw tooLarge();
    lines.push(line);
  }
  return lines.join('\n');
}

/** A table of which the page shows the first rows, with a line about its size before and one about the rest after. */
export function shownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  counts: { readonly total: number; readonly what: string; readonly across: string },
): string {
  const { total, what, across } = counts;
  const shown = rows.slice(0, documentLimits.shownRows);
  const parts = [`${total} ${what}, ${across}.`, markdownTable(header, shown)];
  if (total > shown.length) parts.push(`_${total - shown.length} more ${what} are not shown._`);
  return parts.join('\n\n');
}

/** The warning that goes with a table of more rows than are shown; none when all are. */
export function cutWarnings(total: number, what: string): string[] {
  const omitted = total - documentLimits.shownRows;
  return omitted > 0 ? [`Truncated ${omitted} ${what} from markdown output`] : [];
}

function tableRow(cells: readonly string[], width: number): string {
  const filled = [...cells, ...Array.from({ length: width - cells.length }, () => '')];
  return `| ${filled.map(cellText).join(' | ')} |`;
}

function cellText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().replaceAll('|', '\\|');
}

function tooLarge(): DocumentError {
  return new DocumentError('its tables are larger than a page may be');
}
