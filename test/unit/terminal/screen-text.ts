import type { CellColor, ScreenView } from '../../helpers/emulated-screen.ts';

/** The rows as a reader sees them: a blank that was written and one that wasn't are the same. */
export function textOf(screen: ScreenView): string[] {
  return screen.lines().map((line) => line.trimEnd());
}

/** Every cell of every row with its style, a string per row, to compare screens by. */
export function cellsOf(screen: ScreenView): string[] {
  return Array.from({ length: screen.rows }, (_, row) =>
    screen
      .cells(row)
      .map(({ text, style }) => text + Object.values(style).map(styleText).join(''))
      .join(' '),
  );
}

function styleText(value: boolean | CellColor): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return value.kind === 'default' ? '.' : `${Object.values(value)},`;
}
