import type { Line } from './line.ts';
import type { Pen } from './pen.ts';

// Moving the cursor costs about as many bytes as this many cells.
const cheapGap = 4;
// Erasing a blank stretch inside a line takes up to nine bytes.
const longBlank = 12;

/** Writes what differs between the line that is shown and the one that is wanted. */
export function writeLine(pen: Pen, row: number, shown: Line, wanted: Line): void {
  if (shown.uncertain || wanted.uncertain) {
    writeWhole(pen, row, wanted);
    return;
  }
  const end = contentEnd(wanted);
  const erases = contentEnd(shown) - end > cheapGap;
  const limit = erases ? end : wanted.characters.length;
  let column = 0;
  while (column < limit) {
    if (sameCell(shown, wanted, column)) {
      column++;
      continue;
    }
    const from = wanted.characters[column] === '' ? column - 1 : column;
    const to = runEnd(shown, wanted, column, limit);
    writeCells(pen, row, wanted, from, to);
    column = to;
  }
  if (erases) eraseRest(pen, row, end);
}

/**
 * Writes a line whose characters some terminals may give another width: erased first, and the cursor put in
 * its place after each such character, so that nothing is left over and nothing drifts.
 */
function writeWhole(pen: Pen, row: number, wanted: Line): void {
  eraseRest(pen, row, 0);
  const end = contentEnd(wanted);
  for (let column = 0; column < end; column++) {
    const character = wanted.characters[column] ?? ' ';
    if (character === '') continue;
    pen.moveTo(row, column);
    pen.put(character, widthAt(wanted, column), wanted.styles[column] ?? '');
    if (character > '\x7f') pen.lose();
  }
}

function eraseRest(pen: Pen, row: number, column: number): void {
  pen.moveTo(row, column);
  pen.plain();
  pen.send('\x1b[K');
}

/** Where the run of changed cells that begins at `column` ends; small gaps of equal cells belong to it. */
function runEnd(shown: Line, wanted: Line, column: number, limit: number): number {
  let last = column;
  for (let at = column + 1; at < limit && at - last <= cheapGap; at++) {
    if (!sameCell(shown, wanted, at)) last = at;
  }
  let end = last + 1;
  while (wanted.characters[end] === '') end++;
  return end;
}

function writeCells(pen: Pen, row: number, line: Line, from: number, to: number): void {
  pen.moveTo(row, from);
  let column = from;
  while (column < to) {
    const blanks = blanksAt(line, column, to);
    if (blanks >= longBlank) {
      pen.plain();
      pen.send(`\x1b[${blanks}X`);
      column += blanks;
      if (column < to) pen.moveTo(row, column);
      continue;
    }
    const character = line.characters[column] ?? ' ';
    const width = widthAt(line, column);
    pen.put(character, width, line.styles[column] ?? '');
    column += width;
  }
}

/** How many plain blanks stand in a row from `column` on. */
function blanksAt(line: Line, column: number, to: number): number {
  let at = column;
  while (at < to && line.characters[at] === ' ' && line.styles[at] === '') at++;
  return at - column;
}

function widthAt(line: Line, column: number): number {
  return line.characters[column + 1] === '' ? 2 : 1;
}

/** The column behind the last cell that isn't a plain blank. */
function contentEnd(line: Line): number {
  let end = line.characters.length;
  while (end > 0 && line.characters[end - 1] === ' ' && line.styles[end - 1] === '') end--;
  return end;
}

function sameCell(a: Line, b: Line, column: number): boolean {
  return a.characters[column] === b.characters[column] && a.styles[column] === b.styles[column];
}
