import { parsedJson } from '../../src/lib/json.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { formatCount } from '../format-time.ts';
import type { ConsoleParts } from '../parts.ts';
import { wrapCells } from '../wrap-text.ts';

/** More of one text is not set out: it would keep keys waiting. */
const mostRows = 2_000;

/** A text, or the document that it is as JSON set out, in a pane that it is scrolled in. */
export interface DocumentPane {
  /**
   * @param top first row that is wanted
   * @returns at most `height` rows; the last one says what is above and below where there is more
   */
  rows(parts: ConsoleParts, text: string, top: number, width: number, height: number): readonly Row[];
}

/** Remembers the text that it set out last: it is painted again with every change on the screen. */
export function createDocumentPane(): DocumentPane {
  let last = { text: '', width: 0, rows: [] as readonly string[] };
  return {
    rows({ model: { heights } }, text, top, width, height) {
      if (last.text !== text || last.width !== width) last = { text, width, rows: setOut(text, width) };
      const { rows } = last;
      const body = rows.length <= height ? height : Math.max(1, height - 1);
      heights.text = body;
      heights.textLines = rows.length;
      const first = Math.max(0, Math.min(top, rows.length - body));
      const shown = rows.slice(first, first + body).map((row) => textRow(` ${row}`));
      if (rows.length <= height) return shown;
      const to = formatCount(first + shown.length);
      const all = `${formatCount(rows.length)}${rows.length < mostRows ? '' : '+'}`;
      return [...shown, textRow(` rows to ${to} of ${all}: Space, PgUp, y copies, | pipes`, 'dim')];
    },
  };
}

function setOut(text: string, width: number): readonly string[] {
  const parsed = parsedJson(text);
  const isDocument = typeof parsed === 'object' && parsed !== null;
  const lines = isDocument ? JSON.stringify(parsed, null, 2).split('\n') : [text];
  const room = Math.max(8, width - 2);
  const rows: string[] = [];
  for (const line of lines) {
    if (rows.length >= mostRows) break;
    rows.push(...wrapCells(sanitize(line.slice(0, mostRows * room)), room));
  }
  return rows.slice(0, mostRows);
}
