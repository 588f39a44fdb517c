import type { ConsoleState } from '../src/store/console-state.ts';
import type { PaneSource } from '../src/terminal/compositor.ts';
import { movement } from './movement.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from './parts.ts';
import { type Stop, type StopRow, stopIndex } from './stop-row.ts';

/** Where a text is scrolled to. */
export interface TextView {
  /** First line shown. */
  readonly top: number;
  /** What the cursor is on; null: the first thing it can be on. */
  readonly stop: string | null;
}

/** A text that is longer than its pane, with a cursor where there is something to open. */
export interface TextPane {
  readonly source: (parts: ConsoleParts) => PaneSource;
  /** Rows that can be opened are gone through one by one, others are scrolled by. */
  readonly commands: ScreenCommands;
  /** What is under the cursor; null where nothing can be opened. */
  readonly stopShown: (parts: ConsoleParts) => Stop | null;
}

/**
 * @param rowsOf the whole text for a pane of that width
 * @param viewOf where it is scrolled to now
 * @param show scrolls it
 */
export function textPane(
  rowsOf: (parts: ConsoleParts, width: number) => readonly StopRow[],
  viewOf: (state: ConsoleState) => TextView,
  show: (parts: ConsoleParts, view: TextView) => void,
): TextPane {
  /** Width of the pane when it was painted last: what moves in it must know where its lines are. */
  const widths = new WeakMap<ConsoleParts, number>();
  const rowsShown = (parts: ConsoleParts) => rowsOf(parts, widths.get(parts) ?? 80);
  return {
    source: (parts) => ({
      rows(width, height) {
        widths.set(parts, width);
        const rows = rowsShown(parts);
        parts.model.heights.text = height;
        parts.model.heights.textLines = rows.length;
        const view = viewOf(stateOf(parts));
        const cursor = stopIndex(rows, view.stop);
        const top = Math.max(0, Math.min(view.top, rows.length - height));
        return rows
          .slice(top, top + height)
          .map(({ row }, index) => (top + index === cursor ? { ...row, selected: true } : row));
      },
    }),
    commands: movement(
      (parts) => parts.model.heights.text,
      (parts, delta) => {
        const rows = rowsShown(parts);
        show(parts, moved(rows, viewOf(stateOf(parts)), parts.model.heights.text, delta));
      },
    ),
    stopShown(parts) {
      const rows = rowsShown(parts);
      return rows[stopIndex(rows, viewOf(stateOf(parts)).stop)]?.stop ?? null;
    },
  };
}

/** The view after a move by so many rows: one row goes from stop to stop, more of them scroll. */
function moved(rows: readonly StopRow[], view: TextView, height: number, delta: number): TextView {
  const last = Math.max(0, rows.length - height);
  const top = Math.min(view.top, last);
  const from = stopIndex(rows, view.stop);
  const to = stopBeside(rows, from, delta);
  const isStep = Math.abs(delta) === 1;
  const scrolled = Math.max(0, Math.min(top + delta, last));
  const reach = isStep
    ? [Math.min(top, scrolled), Math.max(top, scrolled) + height]
    : [scrolled, scrolled + height];
  const isNear = to !== from && to >= (reach[0] ?? 0) && to < (reach[1] ?? 0);
  return {
    stop: isNear ? (rows[to]?.stop?.key ?? null) : view.stop,
    top: isNear && isStep ? topAround(top, to, height) : scrolled,
  };
}

/** The stop that many rows on, as near as there is one in that direction; the one it stands on when there is none. */
function stopBeside(rows: readonly StopRow[], from: number, delta: number): number {
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
