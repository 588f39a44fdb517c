import { sanitize } from '../terminal/sanitize.ts';

/** One line of a terminal that is drawn over itself. */
export interface StatusLine {
  show(text: string): void;
  /** Makes way for what is printed next; what is shown afterwards is not drawn. */
  clear(): void;
}

const eraseLine = '\r\x1b[K';
const defaultColumns = 80;

/** @param terminal usually stderr; where it is no terminal, nothing is drawn, nor when not `wanted` */
export function createStatusLine(terminal: NodeJS.WriteStream, wanted = true): StatusLine {
  let open = wanted && terminal.isTTY;
  return {
    show(text) {
      if (!open) return;
      terminal.write(`${eraseLine}${sanitize(text).slice(0, (terminal.columns || defaultColumns) - 1)}`);
    },
    clear() {
      if (open) terminal.write(eraseLine);
      open = false;
    },
  };
}
