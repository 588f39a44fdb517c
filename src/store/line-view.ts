import type { ShownLines } from './line-source.ts';

/** Where a pane that tails looks at its lines. All lines are named by their numbers, which never change. */
export interface LineView {
  readonly follow: boolean;
  /** The first line in view; only meaningful when not following. */
  readonly top: number;
  /** The line under the cursor; null while following. */
  readonly cursor: number | null;
  /** One past the newest line when follow was let go. */
  readonly seen: number;
}

export const following: LineView = { follow: true, top: 0, cursor: null, seen: 0 };

/** The place of the first line in view, in a pane of `height` lines. */
export function firstPlace(view: LineView, shown: ShownLines, height: number): number {
  const last = Math.max(0, shown.count - height);
  return view.follow ? last : Math.min(shown.placeOf(view.top), last);
}

/** The place of the cursor; null where there is none. */
export function cursorPlace(view: LineView, shown: ShownLines): number | null {
  if (view.cursor === null || shown.count === 0) return null;
  return Math.min(shown.placeOf(view.cursor), shown.count - 1);
}

/** The line that a key means: the one under the cursor, else the newest; null in an empty pane. */
export function lineMeant(view: LineView, shown: ShownLines): number | null {
  if (shown.count === 0) return null;
  return shown.at(cursorPlace(view, shown) ?? shown.count - 1);
}

/**
 * Moves the cursor by lines; by more than one, the view goes along. Upwards lets go of follow; further down than the
 * last line takes it up again.
 * @param end one past the newest line of the source
 */
export function moveView(
  view: LineView,
  shown: ShownLines,
  height: number,
  delta: number,
  end: number,
): LineView {
  const last = shown.count - 1;
  if (last < 0 || (view.follow && delta >= 0)) return view;
  const from = cursorPlace(view, shown) ?? last;
  if (delta > 0 && (from === last || (delta > 1 && from + delta >= last))) return following;
  const to = Math.max(0, Math.min(from + delta, last));
  const top = firstPlace(view, shown, height) + (Math.abs(delta) > 1 ? delta : 0);
  return viewAt(view, shown, height, { top, to, end });
}

/** The cursor on a certain line, a third down the pane where that line is not in view already. */
export function showLine(
  view: LineView,
  shown: ShownLines,
  height: number,
  number: number,
  end: number,
): LineView {
  if (shown.count === 0) return view;
  const to = Math.min(shown.placeOf(number), shown.count - 1);
  const first = firstPlace(view, shown, height);
  const isInView = to >= first && to < first + height;
  return viewAt(view, shown, height, { top: isInView ? first : to - Math.floor(height / 3), to, end });
}

/** How many lines that are shown came since follow was let go. */
export function waitingLines(view: LineView, shown: ShownLines): number {
  return view.follow ? 0 : shown.count - shown.placeOf(view.seen);
}

function viewAt(
  view: LineView,
  shown: ShownLines,
  height: number,
  { top, to, end }: { readonly top: number; readonly to: number; readonly end: number },
): LineView {
  const inView = Math.min(Math.max(top, to - height + 1), to);
  return {
    follow: false,
    top: shown.at(Math.max(0, Math.min(inView, shown.count - height))),
    cursor: shown.at(to),
    seen: view.follow ? end : view.seen,
  };
}
