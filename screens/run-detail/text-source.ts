import { patchDetail } from '../../src/store/console-state.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { movement } from '../movement.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { type Stop, stopIndex, type TabRow } from './tab-row.ts';
import { textTabRows } from './text-view.ts';

/** Width of the pane when it was painted last: what moves in it must know where its lines are. */
const widths = new WeakMap<ConsoleParts, number>();

/** The pane of the tabs that show a text, with a cursor where there is something to open. */
export function textSource(parts: ConsoleParts): PaneSource {
  return {
    rows(width, height) {
      widths.set(parts, width);
      const rows = rowsShown(parts);
      parts.model.heights.text = height;
      parts.model.heights.textLines = rows.length;
      const { detail } = stateOf(parts);
      const cursor = stopIndex(rows, detail?.stop ?? null);
      const top = Math.max(0, Math.min(detail?.textTop ?? 0, rows.length - height));
      return rows
        .slice(top, top + height)
        .map(({ row }, index) => (top + index === cursor ? { ...row, selected: true } : row));
    },
  };
}

/** What the text tabs answer to: rows that can be opened are gone through one by one, others are scrolled by. */
export const textCommands: ScreenCommands = movement((parts) => parts.model.heights.text, moveBy);

/** What is under the cursor; null where nothing can be opened. */
export function stopShown(parts: ConsoleParts): Stop | null {
  const rows = rowsShown(parts);
  return rows[stopIndex(rows, stateOf(parts).detail?.stop ?? null)]?.stop ?? null;
}

function rowsShown(parts: ConsoleParts): readonly TabRow[] {
  const { detail } = stateOf(parts);
  return detail === null ? [] : textTabRows(parts, detail, widths.get(parts) ?? 80);
}

function moveBy(parts: ConsoleParts, delta: number): void {
  const { detail } = stateOf(parts);
  if (detail === null) return;
  const rows = rowsShown(parts);
  const { text: height } = parts.model.heights;
  const last = Math.max(0, rows.length - height);
  const top = Math.min(detail.textTop, last);
  const from = stopIndex(rows, detail.stop);
  const to = stopBeside(rows, from, delta);
  const isSeen = to !== from && top + Math.min(0, delta) <= to && to < top + height + Math.max(0, delta);
  const stop = isSeen ? (rows[to]?.stop?.key ?? null) : detail.stop;
  const scrolled = isSeen ? topAround(top, to, height) : top + delta;
  patchDetail(parts.model.store, detail.runId, { stop, textTop: Math.max(0, Math.min(scrolled, last)) });
}

/** The stop that many rows on, as near as there is one in that direction; the one it stands on when there is none. */
function stopBeside(rows: readonly TabRow[], from: number, delta: number): number {
  const wanted = from + delta;
  const stops = rows.flatMap(({ stop }, index) => (stop === undefined ? [] : [index]));
  if (delta > 0) {
    const behind = stops.filter((index) => index > from);
    return behind.findLast((index) => index <= wanted) ?? behind[0] ?? from;
  }
  const before = stops.filter((index) => index < from);
  return before.find((index) => index >= wanted) ?? before.at(-1) ?? from;
}

function topAround(top: number, row: number, height: number): number {
  if (row < top) return row;
  return row >= top + height ? row - height + 1 : top;
}
