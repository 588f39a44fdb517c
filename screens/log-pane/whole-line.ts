import { parsedJson } from '../../src/lib/json.ts';
import { parseLogLine } from '../../src/model/log.ts';
import { lineMeant } from '../../src/store/line-view.ts';
import type { ShownLog } from '../../src/store/log-host.ts';
import { shownLines } from '../../src/store/log-pane.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { formatCount, formatDateTime, formatUtcClockMs } from '../format-time.ts';
import { wrapCells } from '../wrap-text.ts';

/** The line under the cursor, or else the newest, whole: its time, and JSON set out. */
export function wholeLineRows(log: ShownLog, width: number, height: number): readonly Row[] {
  const number = lineMeant(log.pane.view, shownLines(log.pane, log.source));
  if (number === null) return [textRow(' no line', 'dim')];
  const { at, stream, text } = parseLogLine(log.source.line(number));
  const time = at === 0 ? 'time unknown' : `${formatDateTime(at)} here, ${formatUtcClockMs(at)}`;
  const head = ` line ${formatCount(number - log.source.firstLine + 1)}  ${stream}  ${time}  ${formatCount(text.length)} characters   Enter closes`;
  return [textRow(head, 'strong'), ...documentRows(text, width, height - 1)];
}

/** A text, or the document that it is as JSON, in at most so many rows; the last one says what is left out. */
export function documentRows(text: string, width: number, height: number): readonly Row[] {
  const parsed = parsedJson(text);
  const isDocument = typeof parsed === 'object' && parsed !== null;
  const lines = isDocument ? JSON.stringify(parsed, null, 2).split('\n') : [text];
  const rows: string[] = [];
  for (const line of lines) {
    if (rows.length > mostRows) break;
    rows.push(...wrapCells(sanitize(line), Math.max(8, width - 2)));
  }
  if (rows.length <= height) return rows.map((row) => textRow(` ${row}`));
  const left = rows.length - height + 1;
  const more = ` … ${formatCount(left)} more rows: y copies, | pipes all of it`;
  return [...rows.slice(0, Math.max(0, height - 1)).map((row) => textRow(` ${row}`)), textRow(more, 'dim')];
}

const mostRows = 2_000;
