import { parseLogLine } from '../../src/model/log.ts';
import { type Group, groupFrom, groupUpTo, longestGroup } from '../../src/store/fold-lines.ts';
import type { LineSource, ShownLines } from '../../src/store/line-source.ts';
import { cursorPlace, firstPlace } from '../../src/store/line-view.ts';
import { markKey } from '../../src/store/log-marks.ts';
import { type LogPane, shownLines } from '../../src/store/log-pane.ts';
import type { Row, Span, StyleName } from '../../src/terminal/row.ts';
import { cut } from '../../src/terminal/width.ts';
import { highlighted } from '../highlight.ts';
import { dropCells, wrapCells } from '../wrap-text.ts';
import { lineLook } from './line-look.ts';
import { timeColumn } from './time-column.ts';

/** What is drawn beside the lines. */
export interface LogLook {
  readonly marks: ReadonlySet<string>;
  /** Epoch ms that relative times count from. */
  readonly start: number;
  /** The tag of a run in a merged log. */
  readonly tagOf?: ((run: number) => Span) | undefined;
}

/** The lines in view. Only these are decoded, whatever the length of the log. */
export function logRows(
  pane: LogPane,
  source: LineSource,
  look: LogLook,
  width: number,
  height: number,
): readonly Row[] {
  const shown = shownLines(pane, source);
  if (shown.count === 0) return [];
  const cursor = cursorPlace(pane.view, shown);
  const draw = (group: Group) => groupRows(pane, source, shown, look, group, cursor, width);
  if (pane.view.follow) return rowsUpTo(pane, source, shown, shown.count - 1, height, draw);
  const rows: Row[] = [];
  let reached = firstPlace(pane.view, shown, height);
  while (reached < shown.count && rows.length < height) {
    const group = groupFrom(pane.folds, source, shown, reached);
    rows.push(...draw(group));
    reached = group.place + group.count;
  }
  // Wrapped lines take more rows than lines were counted: the cursor is in view all the same.
  const isCut = cursor !== null && (cursor >= reached || (cursor === reached - 1 && rows.length > height));
  if (isCut) return rowsUpTo(pane, source, shown, cursor, height, draw);
  return rows.slice(0, height);
}

/** The rows of a pane whose last line is the one at a place. */
function rowsUpTo(
  pane: LogPane,
  source: LineSource,
  shown: ShownLines,
  last: number,
  height: number,
  draw: (group: Group) => readonly Row[],
): readonly Row[] {
  const rows: (readonly Row[])[] = [];
  for (let place = last, count = 0; place >= 0 && count < height; ) {
    const group = groupUpTo(pane.folds, source, shown, place);
    const drawn = draw(group);
    rows.unshift(drawn);
    count += drawn.length;
    place = group.place - 1;
  }
  return rows.flat().slice(-height);
}

/** One line, or several that are alike, as one row, or as several when it is wrapped. */
function groupRows(
  pane: LogPane,
  source: LineSource,
  shown: ShownLines,
  look: LogLook,
  group: Group,
  cursor: number | null,
  width: number,
): readonly Row[] {
  const number = shown.at(group.place);
  const stored = source.line(number);
  const line = parseLogLine(stored);
  const { text, style } = lineLook(line, pane);
  const before: Span[] = [];
  const time = timeColumn(line.at, pane.time, look.start);
  if (time !== '') before.push({ text: time, style: 'dim' });
  if (look.tagOf !== undefined) before.push(look.tagOf(source.runOf?.(number) ?? 0));
  const similar =
    group.count > 1 ? `  x${group.count}${group.count === longestGroup ? '+' : ''} similar` : '';
  const room = Math.max(8, width - 1 - before.reduce((sum, span) => sum + span.text.length, 0));
  const hasCursor = cursor !== null && cursor >= group.place && cursor < group.place + group.count;
  const margin = marginOf(hasCursor, look.marks.size > 0 && look.marks.has(markKey(stored)));
  return piecesOf(text, pane, room, similar).map((piece, index) => {
    const front = index === 0 ? [margin, ...before] : [blankLike([margin, ...before])];
    return { spans: [...front, ...highlighted(piece, pane.search?.pattern ?? null, style)] };
  });
}

function piecesOf(text: string, pane: LogPane, room: number, similar: string): readonly string[] {
  if (pane.wrap) return wrapCells(text + similar, room);
  const rest = dropCells(text, pane.sideways);
  return [similar === '' ? rest : cut(rest, room - similar.length) + similar];
}

/** The cell before a line: `>` the cursor, `*` a mark, `#` both. */
function marginOf(hasCursor: boolean, isMarked: boolean): Span {
  const style: StyleName = isMarked ? 'warn' : 'accent';
  return { text: hasCursor ? (isMarked ? '#' : '>') : isMarked ? '*' : ' ', style };
}

function blankLike(spans: readonly Span[]): Span {
  return { text: ' '.repeat(spans.reduce((sum, { text }) => sum + text.length, 0)) };
}
