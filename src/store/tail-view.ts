/**
 * Where a pane that tails looks at its lines. Lines are counted from the first one ever, so that
 * dropped lines do not move the view.
 */
export interface TailView {
  readonly follow: boolean;
  /** Number of the first line shown; only meaningful when not following. */
  readonly top: number;
  /** How many lines there were when follow was let go. */
  readonly seen: number;
}

/** The lines there are: `first` is the oldest still kept, `total` one more than the newest. */
export interface LineRange {
  readonly first: number;
  readonly total: number;
}

export const following: TailView = { follow: true, top: 0, seen: 0 };

/** The first line to show in a pane of `height` lines. */
export function firstShown(view: TailView, lines: LineRange, height: number): number {
  const lastTop = Math.max(lines.first, lines.total - height);
  return view.follow ? lastTop : Math.min(Math.max(view.top, lines.first), lastTop);
}

/** Moves by lines. Upwards lets go of follow; reaching the end takes it up again. */
export function scrollTail(view: TailView, lines: LineRange, height: number, delta: number): TailView {
  const top = firstShown(view, lines, height) + delta;
  const lastTop = Math.max(lines.first, lines.total - height);
  if (top >= lastTop && delta > 0) return following;
  if (view.follow && lastTop === lines.first) return view;
  return {
    follow: false,
    top: Math.min(Math.max(top, lines.first), lastTop),
    seen: view.follow ? lines.total : view.seen,
  };
}

/** Shows a certain line, a third down the pane. */
export function showLine(view: TailView, lines: LineRange, height: number, line: number): TailView {
  const top = Math.max(lines.first, line - Math.floor(height / 3));
  return { follow: false, top, seen: view.follow ? lines.total : view.seen };
}

/** How many lines came since follow was let go. */
export function waitingLines(view: TailView, lines: LineRange): number {
  return view.follow ? 0 : Math.max(0, lines.total - view.seen);
}
