/** Asks for clicks and the wheel, in the form that has no limits and cannot be taken for text (SGR, 1006). */
export const takeMouse = '\x1b[?1000h\x1b[?1006h';
export const releaseMouse = '\x1b[?1006l\x1b[?1000l';

/** What the mouse did; `x` and `y` are cells, counted from 0. */
export interface MouseEvent {
  readonly kind: 'click' | 'wheel-up' | 'wheel-down';
  readonly x: number;
  readonly y: number;
}

const report = /\x1b\[<(\d+);(\d+);(\d+)([Mm])/g;
const buttons: Readonly<Record<string, MouseEvent['kind']>> = {
  0: 'click',
  64: 'wheel-up',
  65: 'wheel-down',
};

/** The input without the reports of a mouse, which are never keys, whether somebody listens or not. */
export function withoutMouse(input: string, onMouse: (event: MouseEvent) => void): string {
  if (!input.includes('\x1b[<')) return input;
  return input.replaceAll(report, (_, button: string, column: string, row: string, end: string) => {
    const kind = buttons[button];
    if (kind !== undefined && end === 'M') onMouse({ kind, x: Number(column) - 1, y: Number(row) - 1 });
    return '';
  });
}
