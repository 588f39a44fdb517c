import type { Cell, CellColor, CellStyle, ScreenView } from '../emulated-screen.ts';

/** A screen as text, and below it every piece that is not plain: `row 3: 0-8 bold red`. */
export function styledFrame(view: ScreenView): string {
  const text = view.lines().map((line) => line.trimEnd());
  const styles = text.flatMap((_, row) => {
    const pieces = stylesOf(view.cells(row));
    return pieces.length === 0 ? [] : [`row ${row}: ${pieces.join(', ')}`];
  });
  return [...text, '', '--- styles ---', ...styles, ''].join('\n');
}

function stylesOf(cells: readonly Cell[]): string[] {
  const pieces: { from: number; to: number; style: string }[] = [];
  for (const [column, cell] of cells.entries()) {
    const style = nameOf(cell.style);
    const last = pieces.at(-1);
    if (last !== undefined && last.style === style) last.to = column;
    else pieces.push({ from: column, to: column, style });
  }
  return pieces.filter(({ style }) => style !== '').map(({ from, to, style }) => `${from}-${to} ${style}`);
}

const colors = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

function nameOf(style: CellStyle): string {
  return [
    style.bold ? 'bold' : '',
    style.dim ? 'dim' : '',
    style.italic ? 'italic' : '',
    style.underline ? 'underline' : '',
    style.inverse ? 'inverse' : '',
    colorOf(style.foreground),
    style.background.kind === 'default' ? '' : `on ${colorOf(style.background)}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function colorOf(color: CellColor): string {
  if (color.kind === 'default') return '';
  if (color.kind === 'rgb') return `#${color.value.toString(16).padStart(6, '0')}`;
  return colors[color.index] ?? `color ${color.index}`;
}
