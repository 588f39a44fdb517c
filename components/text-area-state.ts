import type { KeyPress } from '../src/terminal/key-press.ts';
import { sanitizeBlock } from '../src/terminal/sanitize.ts';
import { insertText, lineEditOf } from './line-edit.ts';
import { previousCharacter } from './text-cursor.ts';

/** How far Page Up and Page Down go. */
const pageLines = 10;

/** A field of many lines; there is always at least one. */
export interface TextAreaState {
  readonly lines: readonly string[];
  /** The line of the cursor, from 0. */
  readonly row: number;
  /** The place within the line, an index of UTF-16 units. */
  readonly cursor: number;
}

/** An area that holds `value`, the cursor at its very start. */
export function textAreaState(value = ''): TextAreaState {
  return { lines: value.split(/\r\n|\n|\r/), row: 0, cursor: 0 };
}

/** The whole text, lines joined by a line feed. */
export function textAreaValue(state: TextAreaState): string {
  return state.lines.join('\n');
}

/** The area after a key. Answers the same object when the key is not for it (Esc, Tab, Ctrl-S …). */
export function textAreaReducer(state: TextAreaState, key: KeyPress): TextAreaState {
  if (key.paste === true) return insertLines(state, sanitizeBlock(key.input));
  const moved = moveOrJoin(state, key);
  if (moved !== null) return moved;
  const edit = lineEditOf(key);
  if (edit !== null) {
    const { value, cursor } = edit({ value: lineAt(state, state.row), cursor: state.cursor });
    return { ...withLines(state, state.row, 1, [value]), cursor };
  }
  if (key.name !== null || key.input === '' || key.ctrl || key.alt) return state;
  return insertLines(state, sanitizeBlock(key.input));
}

/** What a key does across lines; null when it stays within one. */
function moveOrJoin(state: TextAreaState, key: KeyPress): TextAreaState | null {
  switch (key.name) {
    case 'enter':
      return insertLines(state, ['', '']);
    case 'up':
      return toRow(state, state.row - 1);
    case 'down':
      return toRow(state, state.row + 1);
    case 'pageup':
      return toRow(state, state.row - pageLines);
    case 'pagedown':
      return toRow(state, state.row + pageLines);
    default:
      return atStart(state) ? pastStart(state, key) : atEnd(state) ? pastEnd(state, key) : null;
  }
}

function pastStart(state: TextAreaState, key: KeyPress): TextAreaState | null {
  if (key.name === 'left') return toEndOf(state, state.row - 1);
  if (key.name === 'backspace') return join(state, state.row - 1);
  // An empty line has its start and its end at the same place.
  return atEnd(state) ? pastEnd(state, key) : null;
}

function pastEnd(state: TextAreaState, key: KeyPress): TextAreaState | null {
  if (key.name === 'right') return { ...state, row: state.row + 1, cursor: 0 };
  return key.name === 'delete' ? join(state, state.row) : null;
}

/** At the start of a line that has one above it. */
function atStart(state: TextAreaState): boolean {
  return state.cursor === 0 && state.row > 0;
}

/** At the end of a line that has one below it. */
function atEnd(state: TextAreaState): boolean {
  return state.cursor === lineAt(state, state.row).length && state.row < state.lines.length - 1;
}

function toRow(state: TextAreaState, wanted: number): TextAreaState {
  const row = Math.max(0, Math.min(wanted, state.lines.length - 1));
  const line = lineAt(state, row);
  // Never between the halves of a character of the other line.
  const cursor =
    state.cursor >= line.length
      ? line.length
      : previousCharacter(line, Math.min(line.length, state.cursor + 1));
  return { ...state, row, cursor };
}

function toEndOf(state: TextAreaState, row: number): TextAreaState {
  return { ...state, row, cursor: lineAt(state, row).length };
}

/** Line `row` and the next one as one line, the cursor where they meet. */
function join(state: TextAreaState, row: number): TextAreaState {
  const first = lineAt(state, row);
  const joined = withLines(state, row, 2, [first + lineAt(state, row + 1)]);
  return { ...joined, row, cursor: first.length };
}

/** Puts in lines at the cursor: the first continues the line, the last is followed by its rest. */
function insertLines(state: TextAreaState, added: readonly string[]): TextAreaState {
  const line = lineAt(state, state.row);
  const first = added[0] ?? '';
  if (added.length < 2) {
    const { value, cursor } = insertText({ value: line, cursor: state.cursor }, first);
    return { ...withLines(state, state.row, 1, [value]), cursor };
  }
  const last = added.at(-1) ?? '';
  const lines = [line.slice(0, state.cursor) + first, ...added.slice(1, -1), last + line.slice(state.cursor)];
  return { ...withLines(state, state.row, 1, lines), row: state.row + added.length - 1, cursor: last.length };
}

function withLines(
  state: TextAreaState,
  row: number,
  count: number,
  lines: readonly string[],
): TextAreaState {
  return { ...state, lines: state.lines.toSpliced(row, count, ...lines) };
}

function lineAt(state: TextAreaState, row: number): string {
  return state.lines[row] ?? '';
}
