import xterm from '@xterm/headless';

/** A real terminal emulator without a window: what a user would see. */
export interface EmulatedScreen {
  write(bytes: string): Promise<void>;
  resize(columns: number, rows: number): void;
  /** The text of every row, without blanks at its end. */
  text(): string[];
  /** Every cell as `character|width|attributes|colours`, row by row. */
  cells(): string[][];
  readonly title: string;
  readonly isAlternate: boolean;
  /** What the terminal answered to status requests. */
  onReply(listener: (reply: string) => void): void;
}

export function emulatedScreen(columns: number, rows: number): EmulatedScreen {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 100 });
  let title = '';
  terminal.onTitleChange((value) => {
    title = value;
  });
  const eachLine = <Value>(read: (line: xterm.IBufferLine) => Value) =>
    Array.from({ length: terminal.rows }, (_, row) => {
      const line = terminal.buffer.active.getLine(terminal.buffer.active.baseY + row);
      if (line === undefined) throw new Error(`no row ${row}`);
      return read(line);
    });
  return {
    write: (bytes) => new Promise((resolve) => terminal.write(bytes, resolve)),
    resize: (width, height) => terminal.resize(width, height),
    text: () => eachLine((line) => line.translateToString(true).trimEnd()),
    cells: () =>
      eachLine((line) =>
        Array.from({ length: terminal.cols }, (_, column) => cellText(line.getCell(column))),
      ),
    get title() {
      return title;
    },
    get isAlternate() {
      return terminal.buffer.active.type === 'alternate';
    },
    onReply: (listener) => terminal.onData(listener),
  };
}

function cellText(cell: xterm.IBufferCell | undefined): string {
  if (cell === undefined) return 'none';
  // A cell that was never written and one that holds a space look the same.
  const character = cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
  const attributes = [cell.isBold(), cell.isDim(), cell.isItalic(), cell.isUnderline(), cell.isInverse()];
  const colors = [cell.isFgDefault() ? '' : cell.getFgColor(), cell.isBgDefault() ? '' : cell.getBgColor()];
  return `${character}|${cell.getWidth()}|${attributes.map((value) => (value ? 1 : 0)).join('')}|${colors.join()}`;
}
