import { parseLogLine } from '../../src/model/log.ts';
import { lineMeant } from '../../src/store/line-view.ts';
import { type LogHost, logOf, type ShownLog } from '../../src/store/log-host.ts';
import { shownLines } from '../../src/store/log-pane.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { formatCount, formatDateTime, formatUtcClockMs } from '../format-time.ts';
import type { ConsoleParts } from '../parts.ts';
import type { DocumentPane } from './document-rows.ts';

/** The line under the cursor, or else the newest, whole: its time, and JSON set out. */
export function wholeLineRows(
  parts: ConsoleParts,
  log: ShownLog,
  document: DocumentPane,
  width: number,
  height: number,
): readonly Row[] {
  const number = lineMeant(log.pane.view, shownLines(log.pane, log.source));
  if (number === null) return [textRow(' no line', 'dim')];
  const { at, stream, text } = parseLogLine(log.source.line(number));
  const time = at === 0 ? 'time unknown' : `${formatDateTime(at)} here, ${formatUtcClockMs(at)}`;
  const line = `line ${formatCount(number - log.source.firstLine + 1)}`;
  const head = ` ${line}  Enter closes  ${stream}  ${time}  ${formatCount(text.length)} characters`;
  return [textRow(head, 'strong'), ...document.rows(parts, text, log.pane.wholeTop, width, height - 1)];
}

/**
 * Scrolls what is shown whole, where it is longer than its room: by more than a row, as single steps go from line to
 * line; beyond its start the lines move again.
 * @returns false when the lines are to be moved
 */
export function scrollWhole({ model }: ConsoleParts, host: LogHost, delta: number): boolean {
  const pane = logOf(model, host)?.pane;
  const last = model.heights.textLines - model.heights.text;
  if (pane?.isWhole !== true || Math.abs(delta) === 1 || last <= 0) return false;
  const top = Math.min(pane.wholeTop, last);
  if (delta < 0 && top === 0) return false;
  host.patch(model, { wholeTop: Math.max(0, Math.min(top + delta, last)) });
  return true;
}

/** How far a page is while something may be shown whole. */
export function pageOfWhole({ model }: ConsoleParts, host: LogHost, otherwise: number): number {
  return logOf(model, host)?.pane.isWhole === true ? model.heights.text : otherwise;
}
