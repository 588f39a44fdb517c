import xterm from '@xterm/headless';

/** Where a colour comes from: the terminal's own, the palette of 256, or 24 bits (0xRRGGBB). */
export type CellColor =
  | { readonly kind: 'default' }
  | { readonly kind: 'palette'; readonly index: number }
  | { readonly kind: 'rgb'; readonly value: number };

export interface CellStyle {
  readonly foreground: CellColor;
  readonly background: CellColor;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
}

export interface Cell {
  /** What the cell shows: one grapheme, a space, or '' for the second half of a wide character. */
  readonly text: string;
  readonly width: number;
  readonly style: CellStyle;
}

export interface ScreenCursor {
  readonly x: number;
  readonly y: number;
  readonly visible: boolean;
}

/** What a user would see now. Rows are trimmed at their right end. */
export interface ScreenView {
  readonly columns: number;
  readonly rows: number;
  readonly cursor: ScreenCursor;
  /** True while the program is on the alternate screen. */
  readonly alternate: boolean;
  readonly bracketedPaste: boolean;
  readonly focusReports: boolean;
  lines(): string[];
  text(): string;
  cells(row: number): Cell[];
}

export interface EmulatedScreen extends ScreenView {
  /** Feeds bytes as a program wrote them; resolves when the screen shows them. */
  write(data: string | Uint8Array): Promise<void>;
  /** True between `CSI ?2026h` and `CSI ?2026l`: a frame is on its way and the screen is half of two. */
  readonly inFrame: boolean;
  /** What a real terminal would answer to questions such as `CSI 5n`. */
  onReply(listener: (reply: string) => void): void;
  resize(columns: number, rows: number): void;
  dispose(): void;
}

/** A terminal without a window: @xterm/headless behind the few words that tests need. */
export function createEmulatedScreen(columns = 120, rows = 40): EmulatedScreen {
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 0, allowProposedApi: true });
  let cursorVisible = true;
  const watchCursor = (visible: boolean) => (params: (number | number[])[]) => {
    if (params.includes(25)) cursorVisible = visible;
    return false;
  };
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'h' }, watchCursor(true));
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'l' }, watchCursor(false));

  const lines = () =>
    Array.from({ length: terminal.rows }, (_, row) => lineAt(terminal, row)?.translateToString(true) ?? '');
  return {
    get columns() {
      return terminal.cols;
    },
    get rows() {
      return terminal.rows;
    },
    get cursor() {
      const { cursorX, cursorY } = terminal.buffer.active;
      return { x: cursorX, y: cursorY, visible: cursorVisible };
    },
    get alternate() {
      return terminal.buffer.active.type === 'alternate';
    },
    get focusReports() {
      return terminal.modes.sendFocusMode;
    },
    get bracketedPaste() {
      return terminal.modes.bracketedPasteMode;
    },
    get inFrame() {
      return terminal.modes.synchronizedOutputMode;
    },
    lines,
    text: () => lines().join('\n'),
    cells: (row) => cellsOf(terminal, row),
    write: (data) => new Promise((resolve) => terminal.write(data, resolve)),
    onReply(listener) {
      terminal.onData(listener);
    },
    resize: (nextColumns, nextRows) => terminal.resize(nextColumns, nextRows),
    dispose: () => terminal.dispose(),
  };
}

function lineAt(terminal: xterm.Terminal, row: number) {
  return terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row);
}

function cellsOf(terminal: xterm.Terminal, row: number): Cell[] {
  const line = lineAt(terminal, row);
  if (line === undefined) return [];
  const cells: Cell[] = [];
  for (let column = 0; column < terminal.cols; column++) {
    const cell = line.getCell(column);
    if (cell === undefined) break;
    const width = cell.getWidth();
    cells.push({ text: width === 0 ? '' : cell.getChars() || ' ', width, style: styleOf(cell) });
  }
  return cells;
}

function styleOf(cell: xterm.IBufferCell): CellStyle {
  return {
    foreground: colorOf(cell.isFgRGB(), cell.isFgPalette(), cell.getFgColor()),
    background: colorOf(cell.isBgRGB(), cell.isBgPalette(), cell.getBgColor()),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
  };
}

function colorOf(isRgb: boolean, isPalette: boolean, value: number): CellColor {
  if (isRgb) return { kind: 'rgb', value };
  return isPalette ? { kind: 'palette', index: value } : { kind: 'default' };
}
