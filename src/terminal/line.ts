import { clustersOf } from './clusters.ts';
import { applySgr } from './sgr.ts';
import type { ColorDepth, StyleTable } from './style.ts';
import { toAscii } from './to-ascii.ts';
import { translateSgr } from './translate-sgr.ts';

/**
 * One line of the screen: what each cell shows, and how. The second cell of a wide character holds an empty
 * string. Never changed once the frame writer has it.
 */
export interface Line {
  readonly characters: string[];
  /** SGR parameters in canonical form, empty for plain. */
  readonly styles: string[];
  /** It holds characters that some terminal may give another width. */
  uncertain: boolean;
}

/** What the whole screen can show. */
export interface Looks {
  readonly color: ColorDepth;
  /** Only ASCII may be sent. */
  readonly ascii: boolean;
  readonly styles: StyleTable;
}

const ascii = /^[ -~]*$/;
const sgr = /\x1b\[([\d;]*)m/g;

export function blankLine(width: number): Line {
  return {
    characters: new Array<string>(width).fill(' '),
    styles: new Array<string>(width).fill(''),
    uncertain: false,
  };
}

export function copyLine(line: Line): Line {
  return { characters: line.characters.slice(), styles: line.styles.slice(), uncertain: line.uncertain };
}

/**
 * Writes text without escape sequences into a line.
 * @returns the column behind it; text beyond the line's end is left out
 */
export function putText(line: Line, column: number, text: string, style: string, asciiOnly: boolean): number {
  return ascii.test(text)
    ? putAscii(line, column, text, style)
    : putClusters(line, column, text, style, asciiOnly);
}

function putAscii(line: Line, column: number, text: string, style: string): number {
  const end = Math.min(line.characters.length, column + text.length);
  for (let at = column; at < end; at++) {
    line.characters[at] = text.charAt(at - column);
    line.styles[at] = style;
  }
  return end;
}

function putClusters(line: Line, column: number, text: string, style: string, asciiOnly: boolean): number {
  let at = column;
  for (const cluster of clustersOf(text)) {
    if (cluster.width === 0) continue;
    if (at + cluster.width > line.characters.length) return at;
    if (asciiOnly) {
      at = putAscii(line, at, toAscii(cluster), style);
      continue;
    }
    if (!cluster.certain) line.uncertain = true;
    line.characters[at] = cluster.text;
    line.styles[at++] = style;
    if (cluster.width === 2) {
      line.characters[at] = '';
      line.styles[at++] = style;
    }
  }
  return at;
}

/** A line as Ink printed it: text and SGR. Any other escape sequence is left out. */
export function parseLine(printed: string, width: number, looks: Looks): Line {
  const line = blankLine(width);
  let style = '';
  let column = 0;
  let index = 0;
  for (const sequence of printed.matchAll(sgr)) {
    const shown = translateSgr(style, looks.styles);
    column = putPrinted(line, column, printed.slice(index, sequence.index), shown, looks);
    style = applySgr(style, sequence[1] ?? '', looks.color);
    index = sequence.index + sequence[0].length;
  }
  putPrinted(line, column, printed.slice(index), translateSgr(style, looks.styles), looks);
  return line;
}

// Ink lets links (OSC 8) through; nothing but SGR may reach the terminal from a frame.
const otherSequences = /\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[[0-?]*[ -/]*[@-~]?|[\x00-\x1f\x7f-\x9f]/g;

function putPrinted(line: Line, column: number, text: string, style: string, looks: Looks): number {
  const shown = ascii.test(text) ? text : text.replace(otherSequences, '');
  return putText(line, column, shown, style, looks.ascii);
}

export function sameLine(a: Line, b: Line): boolean {
  if (a === b) return true;
  if (a.characters.length !== b.characters.length) return false;
  for (let column = 0; column < a.characters.length; column++) {
    if (a.characters[column] !== b.characters[column] || a.styles[column] !== b.styles[column]) return false;
  }
  return true;
}

/**
 * Copies the cells `from` … `to` (exclusive) of `source` to `target` at column `at`. A wide character that is
 * cut in half on any side becomes a space.
 */
export function copyCells(source: Line, from: number, to: number, target: Line, at: number): void {
  const end = at + to - from;
  if (to <= from || at < 0 || end > target.characters.length) return;
  if (target.characters[at] === '' && at > 0) target.characters[at - 1] = ' ';
  if (target.characters[end] === '') target.characters[end] = ' ';
  for (let column = from; column < to; column++) {
    target.characters[at + column - from] = source.characters[column] ?? ' ';
    target.styles[at + column - from] = source.styles[column] ?? '';
  }
  if (target.characters[at] === '') target.characters[at] = ' ';
  if (source.characters[to] === '') target.characters[end - 1] = ' ';
  if (source.uncertain) target.uncertain = true;
}
