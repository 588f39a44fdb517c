import type { KeyName, KeyPress } from '../src/terminal/key-press.ts';
import { nextCharacter, nextWord, previousBlank, previousCharacter, previousWord } from './text-cursor.ts';

/** One line of text and the place in it, an index of UTF-16 units that never splits a character. */
export interface LineEdit {
  readonly value: string;
  readonly cursor: number;
}

type Edit = (line: LineEdit) => LineEdit;

const move =
  (to: (value: string, cursor: number) => number): Edit =>
  ({ value, cursor }) => ({ value, cursor: to(value, cursor) });

const eraseTo =
  (to: (value: string, cursor: number) => number): Edit =>
  ({ value, cursor }) => {
    const other = to(value, cursor);
    const [from, until] = other < cursor ? [other, cursor] : [cursor, other];
    return { value: value.slice(0, from) + value.slice(until), cursor: from };
  };

const start = () => 0;
const end = (value: string) => value.length;

const named: Partial<Record<KeyName, Edit>> = {
  left: move(previousCharacter),
  right: move(nextCharacter),
  home: move(start),
  end: move(end),
  backspace: eraseTo(previousCharacter),
  delete: eraseTo(nextCharacter),
};

const withCtrl: Partial<Record<string, Edit>> = {
  a: move(start),
  e: move(end),
  b: move(previousCharacter),
  f: move(nextCharacter),
  d: eraseTo(nextCharacter),
  h: eraseTo(previousCharacter),
  w: eraseTo(previousBlank),
  u: eraseTo(start),
  k: eraseTo(end),
  left: move(previousWord),
  right: move(nextWord),
};

const withAlt: Partial<Record<string, Edit>> = {
  b: move(previousWord),
  f: move(nextWord),
  d: eraseTo(nextWord),
  left: move(previousWord),
  right: move(nextWord),
  backspace: eraseTo(previousWord),
};

/** The readline edit that a key stands for; null when it edits nothing within a line. */
export function lineEditOf(key: KeyPress): Edit | null {
  if (key.paste === true) return null;
  const word = key.name ?? key.input;
  if (key.ctrl) return withCtrl[word] ?? null;
  if (key.alt) return withAlt[word] ?? null;
  return key.name === null ? null : (named[key.name] ?? null);
}

/** The line with `text` put in at the cursor. */
export function insertText(line: LineEdit, text: string): LineEdit {
  const before = line.value.slice(0, line.cursor) + text;
  return { value: before + line.value.slice(line.cursor), cursor: before.length };
}
