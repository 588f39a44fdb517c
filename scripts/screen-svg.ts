import type { Cell, CellColor, CellStyle, ScreenView } from '../test/helpers/emulated-screen.ts';

const cellWidth = 8.4;
const cellHeight = 18;
const fontSize = 14;
const padding = 14;
const titleHeight = 30;

const paper = '#1b1f27';
const ink = '#d5dae3';
const palette = [
  ...['#3a4150', '#e5707a', '#8fc379', '#dfb866', '#6cabf0', '#c47fdd', '#57b8c4', '#c9d0dc'],
  ...['#69758c', '#f28b94', '#a5d78f', '#f0ca7a', '#86bef7', '#d699ec', '#70cdd8', '#ffffff'],
];

interface Piece {
  readonly column: number;
  readonly text: string;
  readonly width: number;
  readonly style: CellStyle;
}

/**
 * A screen as a picture: every piece of text is placed by its cell, so that it looks the same with any
 * monospaced font.
 * @returns an SVG document
 */
export function screenToSvg(screen: ScreenView, title: string): string {
  const width = round(screen.columns * cellWidth + 2 * padding);
  const height = round(screen.rows * cellHeight + titleHeight + padding);
  const rows = Array.from({ length: screen.rows }, (_, row) =>
    piecesOf(screen.cells(row)).flatMap((piece) => drawPiece(piece, row)),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${fontSize}">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${paper}"/>`,
    ...['#e5707a', '#dfb866', '#8fc379'].map(
      (fill, index) => `<circle cx="${padding + 6 + index * 18}" cy="15" r="5.5" fill="${fill}"/>`,
    ),
    `<text x="${width / 2}" y="20" fill="#8d97a8" text-anchor="middle" font-size="12">${escapeXml(title)}</text>`,
    ...rows.flat(),
    '</svg>',
    '',
  ].join('\n');
}

/** Neighbours of one style are one piece; a wide character always starts its own. */
function piecesOf(cells: readonly Cell[]): Piece[] {
  const pieces: Piece[] = [];
  for (const [column, cell] of cells.entries()) {
    if (cell.width === 0) continue;
    const last = pieces.at(-1);
    if (last !== undefined && cell.width === 1 && isNarrow(last) && sameStyle(last.style, cell.style)) {
      pieces[pieces.length - 1] = { ...last, text: last.text + cell.text, width: last.width + 1 };
    } else {
      pieces.push({ column, text: cell.text, width: cell.width, style: cell.style });
    }
  }
  return pieces;
}

function isNarrow(piece: Piece): boolean {
  return piece.width === [...piece.text].length;
}

function sameStyle(one: CellStyle, other: CellStyle): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function drawPiece(piece: Piece, row: number): string[] {
  const { style } = piece;
  const front = hex(style.foreground, ink);
  const back = hex(style.background, paper);
  const [fill, ground] = style.inverse ? [back, front] : [front, back];
  const x = round(padding + piece.column * cellWidth);
  const y = titleHeight + row * cellHeight;
  const width = round(piece.width * cellWidth);
  const drawn: string[] = [];
  if (ground !== paper)
    drawn.push(`<rect x="${x}" y="${y}" width="${width}" height="${cellHeight}" fill="${ground}"/>`);
  const text = piece.text.trimEnd();
  if (text === '') return drawn;
  const lead = text.length - text.trimStart().length;
  const shown = text.slice(lead);
  const shownWidth = isNarrow(piece) ? [...shown].length : piece.width;
  drawn.push(
    `<text x="${round(x + lead * cellWidth)}" y="${y + 13.5}" fill="${fill}" textLength="${round(shownWidth * cellWidth)}"${attributesOf(style)} xml:space="preserve">${escapeXml(shown)}</text>`,
  );
  return drawn;
}

function attributesOf(style: CellStyle): string {
  return [
    style.bold ? ' font-weight="bold"' : '',
    style.dim ? ' opacity="0.6"' : '',
    style.italic ? ' font-style="italic"' : '',
    style.underline ? ' text-decoration="underline"' : '',
  ].join('');
}

function hex(color: CellColor, fallback: string): string {
  if (color.kind === 'rgb') return `#${color.value.toString(16).padStart(6, '0')}`;
  if (color.kind === 'default') return fallback;
  return palette[color.index] ?? cubeColor(color.index);
}

/** Colours 16…231 are a cube of 6 steps each way, 232…255 are greys. */
function cubeColor(index: number): string {
  if (index >= 232) return grey(8 + (index - 232) * 10);
  const step = (divisor: number) => {
    const level = Math.floor((index - 16) / divisor) % 6;
    return (level === 0 ? 0 : 55 + level * 40).toString(16).padStart(2, '0');
  };
  return `#${step(36)}${step(6)}${step(1)}`;
}

function grey(level: number): string {
  return `#${level.toString(16).padStart(2, '0').repeat(3)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, '');
}
