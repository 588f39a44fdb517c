import { type Clock, systemClock } from '../lib/clock.ts';
import { createFlowControl } from './flow-control.ts';
import { createFrameWriter } from './frame-writer.ts';
import { type Line, type Looks, parseLine } from './line.ts';
import { composeFrame, type PaintedPane, rowsToCursor } from './pane-layer.ts';
import type { Rect } from './rect.ts';
import type { Row } from './row.ts';
import { createSchedule } from './schedule.ts';
import { type ColorDepth, type StyleTable, stylesOf } from './style.ts';

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

/** How much a terminal has drawn, and how fast. Counted from the start of the session. */
export interface Drain {
  readonly bytes: number;
  readonly frames: number;
  /** Milliseconds from the latest bulk frames to the terminal's word that it drew them, oldest first; 32 at most. */
  readonly replyMs: readonly number[];
}

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
  /** Where the cursor row of the pane at a cell lies, in rows from that cell; null without a pane or a cursor row there. */
  rowsToCursor(x: number, y: number): number | null;
  /** Shows everything in other styles from now on. Without colour they stay what they are. */
  setStyles(styles: StyleTable): void;
  /** The terminal answered a status request: it has drawn everything sent before it. */
  acknowledge(): void;
  /** Whether the terminal owes the answer to a status request. */
  readonly awaitsReply: boolean;
  /** What the terminal was sent so far, and how long it took to draw. */
  readonly drain: Drain;
  /** Hands the terminal to somebody else: nothing is written until `resume`, which redraws. */
  pause(): void;
  resume(): void;
  /** Stops for good; no timer is left. */
  stop(): void;
}

export interface CompositorOptions {
  /** Sends bytes to the terminal; called once per frame. */
  write(bytes: string): void;
  readonly columns: number;
  readonly rows: number;
  readonly color: ColorDepth;
  /** Those of the terminal's own colours when left out. */
  readonly styles?: StyleTable | undefined;
  /** Whether only ASCII may be sent; false when left out. */
  readonly ascii?: boolean | undefined;
  /** Whether frames are marked as synchronized updates (mode 2026). */
  readonly sync: boolean;
  readonly clock?: Clock | undefined;
}

interface PlacedPane {
  readonly place: Place;
  readonly source: PaneSource;
  readonly layer: number;
}

interface Mask {
  readonly place: Place;
  readonly layer: number;
}

const statusRequest = '\x1b[5n';

export function createCompositor(options: CompositorOptions): Compositor {
  const clock = options.clock ?? systemClock;
  let looks = looksOf(options);
  const layers = createLayers(() => schedule.now());
  const schedule = createSchedule(clock, paint);
  const flow = createFlowControl(clock, schedule.now);
  let size = { columns: options.columns, rows: options.rows };
  let writer = createFrameWriter(size.columns, size.rows, options.sync);
  let printed = '';
  let chrome: readonly Line[] | null = null;
  let isForKey = false;
  const drain = { bytes: 0, frames: 0, replyMs: flow.replyMs };

  function paint(): void {
    // Held back: the flow control calls for a paint when the terminal has caught up.
    if (!isForKey && !flow.isOpen()) return;
    isForKey = false;
    chrome ??= parseChrome(printed, size, looks);
    const bytes = writer.bytesFor(composeFrame(chrome, layers.painted(), size.columns, looks));
    if (bytes === '') return;
    drain.bytes += Buffer.byteLength(bytes);
    drain.frames++;
    options.write(flow.sent(bytes.length) ? bytes + statusRequest : bytes);
  }

  return {
    setChrome(frame) {
      printed = frame;
      chrome = null;
      schedule.now();
    },
    placePane: layers.place,
    removePane: layers.remove,
    setMask: layers.setMask,
    invalidate: schedule.soon,
    paintNow() {
      isForKey = true;
      schedule.now();
    },
    redraw() {
      writer.forget();
      schedule.now();
    },
    resize(columns, rows) {
      size = { columns, rows };
      writer = createFrameWriter(columns, rows, options.sync);
      chrome = null;
      schedule.now();
    },
    rowsToCursor: (x, y) => rowsToCursor(layers.painted(), x, y),
    setStyles(styles) {
      if (looks.color !== 'none') looks = { ...looks, styles };
      chrome = null;
      if (printed !== '') schedule.now();
    },
    acknowledge: flow.acknowledge,
    drain,
    get awaitsReply() {
      return flow.isWaiting;
    },
    pause: schedule.pause,
    resume() {
      writer.forget();
      schedule.resume();
    },
    stop() {
      schedule.pause();
      flow.stop();
    },
  };
}

function parseChrome(printed: string, size: { columns: number; rows: number }, looks: Looks): Line[] {
  const lines = printed.split('\n');
  return Array.from({ length: size.rows }, (_, row) => parseLine(lines[row] ?? '', size.columns, looks));
}

function looksOf({
  color,
  ascii = false,
  styles = stylesOf('terminal', color, false),
}: CompositorOptions): Looks {
  return { color, ascii, styles };
}

/** The panes and what covers them, by id; tells of every change. */
function createLayers(onChange: () => void) {
  const panes = new Map<string, PlacedPane>();
  const masks = new Map<string, Mask>();
  return {
    place(id: string, place: Place, source: PaneSource, layer = 0) {
      panes.set(id, { place, source, layer });
      onChange();
    },
    remove(id: string) {
      if (panes.delete(id)) onChange();
    },
    setMask(id: string, place: Place | null, layer = 1) {
      if (place === null) masks.delete(id);
      else masks.set(id, { place, layer });
      onChange();
    },
    painted: () => placedPanes(panes.values(), masks.values()),
  };
}

/** The panes from the lowest layer up, with their rows and what covers them. */
function placedPanes(panes: Iterable<PlacedPane>, masks: Iterable<Mask>): PaintedPane[] {
  const covers = [...masks].map(({ place, layer }) => ({ rect: rectOf(place), layer }));
  return [...panes]
    .sort((a, b) => a.layer - b.layer)
    .map(({ place, source, layer }) => {
      const rect = rectOf(place);
      const isEmpty = rect.width <= 0 || rect.height <= 0;
      return {
        rect,
        rows: isEmpty ? [] : source.rows(rect.width, rect.height),
        masks: covers.filter((cover) => cover.layer > layer).map((cover) => cover.rect),
      };
    });
}

function rectOf(place: Place): Rect {
  return typeof place === 'function' ? place() : place;
}
