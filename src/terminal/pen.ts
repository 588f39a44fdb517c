/** Collects bytes for the terminal and knows where the cursor stands and which style holds. */
export interface Pen {
  /** Moves the cursor by the fewest bytes. */
  moveTo(row: number, column: number): void;
  /** Writes one character of `width` cells at the cursor. */
  put(character: string, width: number, style: string): void;
  /** Sends a sequence that prints nothing and leaves the cursor where it is. */
  send(sequence: string): void;
  /** Forgets where the cursor stands. */
  lose(): void;
  /** Plain style from here on. */
  plain(): void;
  /** Where the cursor stands; null when that isn't known. */
  readonly position: { readonly row: number; readonly column: number } | null;
  /** Everything so far, plain style at the end; empty when nothing was written. */
  finish(): string;
}

/**
 * A pen for one frame. The style is plain at its start.
 * @param columns width of the screen
 */
export function createPen(columns: number): Pen {
  let bytes = '';
  let style = '';
  let position: { row: number; column: number } | null = null;
  const setStyle = (wanted: string) => {
    if (wanted === style) return;
    bytes += wanted === '' ? '\x1b[m' : style === '' ? `\x1b[${wanted}m` : `\x1b[0;${wanted}m`;
    style = wanted;
  };
  return {
    moveTo(row, column) {
      bytes += moveBytes(position, row, column);
      position = { row, column };
    },
    put(character, width, wanted) {
      setStyle(wanted);
      bytes += character;
      const column = (position?.column ?? 0) + width;
      // At the right edge terminals differ: some hold the cursor on the last column, some don't.
      position = position === null || column >= columns ? null : { row: position.row, column };
    },
    send(sequence) {
      bytes += sequence;
    },
    lose() {
      position = null;
    },
    plain: () => setStyle(''),
    get position() {
      return position;
    },
    finish() {
      setStyle('');
      return bytes;
    },
  };
}

function moveBytes(from: Pen['position'], row: number, column: number): string {
  if (from?.row === row) return withinRow(from.column, column);
  if (from !== null && column === 0 && row === from.row + 1) return '\r\n';
  if (column > 0) return `\x1b[${row + 1};${column + 1}H`;
  return row === 0 ? '\x1b[H' : `\x1b[${row + 1}H`;
}

function withinRow(from: number, to: number): string {
  const step = to - from;
  if (step === 0) return '';
  if (to === 0) return '\r';
  if (step === -1) return '\b';
  if (step < 0) return `\x1b[${to + 1}G`;
  return step === 1 ? '\x1b[C' : `\x1b[${step}C`;
}
