import { blankLine, copyCells, copyLine, type Line, type Looks, putText } from './line.ts';
import type { Rect } from './rect.ts';
import type { Row } from './row.ts';
import { sanitize } from './sanitize.ts';
import { reversed } from './sgr.ts';
import { styleSgr } from './style.ts';
import { textWidth } from './width.ts';

/** A pane ready to be painted: where it lies, what it shows, which rectangles cover it. */
export interface PaintedPane {
  readonly rect: Rect;
  readonly rows: readonly Row[];
  readonly masks: readonly Rect[];
}

/**
 * The frame with the panes on it. Lines of `chrome` that no pane touches are handed on as they are.
 * @param chrome one line per row of the screen
 */
export function composeFrame(
  chrome: readonly Line[],
  panes: readonly PaintedPane[],
  columns: number,
  looks: Looks,
): Line[] {
  const frame = [...chrome];
  const own = new Set<number>();
  for (const { rect, rows, masks } of panes) {
    for (let index = 0; index < rect.height; index++) {
      const y = rect.y + index;
      const under = frame[y];
      if (under === undefined) continue;
      const target = own.has(y) ? under : copyLine(under);
      own.add(y);
      frame[y] = target;
      const line = paintRow(rows[index], rect.width, looks);
      for (const [from, to] of visibleParts(rect, y, columns, masks)) {
        copyCells(line, from - rect.x, to - rect.x, target, from);
      }
    }
  }
  return frame;
}

/** How many rows below a cell the cursor row of its pane lies; null where no pane with a cursor is. */
export function rowsToCursor(panes: readonly PaintedPane[], x: number, y: number): number | null {
  const holds = ({ x: left, y: top, width, height }: Rect) =>
    x >= left && x < left + width && y >= top && y < top + height;
  const pane = panes.findLast(({ rect, masks }) => holds(rect) && !masks.some(holds));
  const cursor = pane?.rows.findIndex((row) => row.selected === true) ?? -1;
  return pane === undefined || cursor < 0 ? null : pane.rect.y + cursor - y;
}

/** A row of a pane as cells; here all text from outside is sanitized and clipped. */
function paintRow(row: Row | undefined, width: number, looks: Looks): Line {
  const line = blankLine(width);
  if (row === undefined) return line;
  let column = 0;
  let isCut = false;
  for (const span of row.spans) {
    const style = styleSgr(span.style, looks.styles);
    // Whatever lies beyond the pane's edge is not looked at, however long it is.
    const text = sanitize(span.text.slice(0, longestText(width - column)));
    isCut ||= column + textWidth(text.trimEnd()) > width;
    column = putText(line, column, text, row.selected === true ? reversed(style) : style, looks.ascii);
    if (isCut) break;
  }
  if (row.selected === true) line.styles.fill('7', column);
  if (isCut) markCut(line, looks);
  return line;
}

/** The last cell says that the text goes on; it keeps its style. */
function markCut(line: Line, looks: Looks): void {
  const last = line.characters.length - 1;
  if (line.characters[last] === '' && last > 0) line.characters[last - 1] = ' ';
  line.characters[last] = looks.ascii ? '~' : '…';
}

/** How much of a text is looked at: room for escape sequences and marks that take no cell. */
function longestText(width: number): number {
  return width * 8 + 256;
}

/** The stretches of columns of a pane's row that no mask covers, clipped to the screen. */
function visibleParts(
  rect: Rect,
  y: number,
  columns: number,
  masks: readonly Rect[],
): (readonly [number, number])[] {
  let parts: (readonly [number, number])[] = [[Math.max(0, rect.x), Math.min(columns, rect.x + rect.width)]];
  for (const mask of masks) {
    if (y < mask.y || y >= mask.y + mask.height) continue;
    parts = parts.flatMap(([from, to]): (readonly [number, number])[] => [
      [from, Math.min(to, mask.x)],
      [Math.max(from, mask.x + mask.width), to],
    ]);
  }
  return parts.filter(([from, to]) => to > from);
}
