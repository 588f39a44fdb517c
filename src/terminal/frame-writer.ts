import { blankLine, type Line, sameLine } from './line.ts';
import { writeLine } from './line-writer.ts';
import { createPen, type Pen } from './pen.ts';
import { findScroll, type Scroll, scrolled } from './scroll.ts';

/** Turns frames into the fewest bytes that bring the terminal from the last one to the next. */
export interface FrameWriter {
  /**
   * @param frame one line per row of the screen, each as wide as the screen; kept until the next call
   * @returns what to write, in one piece; empty when the screen shows the frame already
   */
  bytesFor(frame: readonly Line[]): string;
  /** The next frame is painted from a blank screen, whatever the terminal shows. */
  forget(): void;
}

// Terminals that know mode 2026 show what stands between the two at once; others ignore them.
const beginSync = '\x1b[?2026h';
const endSync = '\x1b[?2026l';

/**
 * A writer for a screen of fixed size; after a resize make a new one.
 * @param sync whether frames are marked so that the terminal shows each at once
 */
export function createFrameWriter(columns: number, rows: number, sync: boolean): FrameWriter {
  let shown: readonly Line[] | null = null;
  return {
    bytesFor(frame) {
      const pen = createPen(columns);
      const wanted = Array.from({ length: rows }, (_, row) => frame[row] ?? blankLine(columns));
      let before = shown;
      if (before === null) {
        pen.send('\x1b[m\x1b[2J');
        before = wanted.map(() => blankLine(columns));
      } else {
        const scroll = findScroll(before, wanted);
        if (scroll !== null) {
          sendScroll(pen, scroll, rows);
          before = scrolled(before, scroll, columns);
        }
      }
      writeLines(pen, before, wanted);
      shown = wanted;
      const bytes = pen.finish();
      return bytes === '' || !sync ? bytes : beginSync + bytes + endSync;
    },
    forget() {
      shown = null;
    },
  };
}

function writeLines(pen: Pen, shown: readonly Line[], wanted: readonly Line[]): void {
  for (const [row, line] of wanted.entries()) {
    const former = shown[row];
    if (former !== undefined && !sameLine(former, line)) writeLine(pen, row, former, line);
  }
}

function sendScroll(pen: Pen, { top, bottom, by }: Scroll, rows: number): void {
  const isWhole = top === 0 && bottom === rows - 1;
  const region = isWhole ? ['', ''] : [`\x1b[${top + 1};${bottom + 1}r`, '\x1b[r'];
  const count = Math.abs(by);
  pen.send(`${region[0]}\x1b[${count === 1 ? '' : count}${by > 0 ? 'S' : 'T'}${region[1]}`);
  pen.lose();
}
