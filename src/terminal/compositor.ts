import type { Rect } from './rect.ts';
import type { Row } from './row.ts';

/** What fills a pane: asked for its rows whenever the pane is painted. */
export interface PaneSource {
  /**
   * The rows to show, top down; missing ones are blank, further ones are left out.
   * Called on every paint: it must be cheap and free of side effects that ask for a paint.
   */
  rows(width: number, height: number): readonly Row[];
}

/** Where a pane lies: a rectangle, or a function that is asked again after every new chrome. */
export type Place = Rect | (() => Rect);

/** Composes the frame of the screen from Ink's chrome and the panes, and sends what changed. */
export interface Compositor {
  /** Takes a whole frame as Ink printed it: lines of text and SGR. Painted in this turn of the loop. */
  setChrome(frame: string): void;
  /**
   * Puts a pane on the screen or moves it.
   * @param layer 0 for a pane of the screen, 1 and more for a pane that belongs to a dialog
   */
  placePane(id: string, place: Place, source: PaneSource, layer?: number): void;
  removePane(id: string): void;
  /**
   * A dialog's rectangle: it hides the panes of every layer below its own. Null takes it away.
   * @param layer 1 (the default) for a dialog, 2 for a dialog above a dialog
   */
  setMask(id: string, place: Place | null, layer?: number): void;
  /** Data changed: paints within one tick (33 ms). Call it as often as you like. */
  invalidate(): void;
  /** A key changed the view: paints at the end of this turn of the event loop, past the tick. */
  paintNow(): void;
  /** Forgets what the terminal shows and paints everything again. */
  redraw(): void;
  resize(columns: number, rows: number): void;
  /** The terminal answered a status request: it has drawn everything sent before it. */
  acknowledge(): void;
  /** Hands the terminal to somebody else: nothing is written until `resume`, which redraws. */
  pause(): void;
  resume(): void;
  /** Stops for good; no timer is left. */
  stop(): void;
}
