import { textWindow } from '../../components/text-window.ts';
import { type EditorField, fieldOptions, labelOf } from '../../src/store/schedule-editor/field.ts';
import type { Row, Span, StyleName } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut, padEnd } from '../../src/terminal/width.ts';
import { wrapWords } from '../wrap-text.ts';
import { onOneLine } from './change-text.ts';
import type { EditorLook } from './look.ts';

/** Cells before the value of a line. */
const labelWidth = 18;
const narrowLabelWidth = 12;
const mostTextRows = 6;

/** The cells that labels take in a form of that width. */
export function labelCells(width: number): number {
  return width < 50 ? narrowLabelWidth : labelWidth;
}

/** A line of the form with what stands below it. */
export interface FormPart {
  readonly field: EditorField;
  readonly rows: readonly Row[];
}

/** The line itself: its label, and the text or the words to choose among. */
export function fieldRows(look: EditorLook, field: EditorField, width: number): readonly Row[] {
  const { editor, isKept, changed } = look;
  const isFocused = editor.pane === 'form' && editor.focus === field;
  const isChanged = changed.some((one) => one === field);
  const sign = isFocused ? '>' : isChanged ? '*' : ' ';
  const cells = labelCells(width);
  const label: Span = {
    text: `${sign}${padEnd(cut(labelOf(field, editor.texts), cells - 2), cells - 1)}`,
    style: isFocused ? 'accent' : 'dim',
  };
  const room = Math.max(8, width - cells - 1);
  if (!isKept(field)) return [{ spans: [label, { text: cut(fixedText(look, field), room), style: 'dim' }] }];
  const values =
    fieldOptions[field] === undefined
      ? typedValues(look, field, room, isFocused)
      : [choiceSpans(look, field, room, isFocused)];
  const [first = [], ...more] = values;
  return [
    { spans: [label, ...first] },
    ...more.map((spans) => ({ spans: [{ text: ' '.repeat(cells) }, ...spans] })),
  ];
}

/** What the server told of a setting that it does not let anybody change stays in sight. */
function fixedText({ editor, readable }: EditorLook, field: EditorField): string {
  const told = editor.base === null ? '' : readable(editor.baseTexts)[field];
  return told === '' ? '- this server has no setting -' : `${sanitize(onOneLine(told))}   - fixed here -`;
}

function choiceSpans(
  { editor, readOnly }: EditorLook,
  field: EditorField,
  room: number,
  isFocused: boolean,
): readonly Span[] {
  const chosen = editor.texts[field];
  const options = fieldOptions[field] ?? [];
  const spans = options.map((option): Span => {
    const isChosen = option === chosen;
    const style: StyleName = isFocused && isChosen ? 'selected' : readOnly === null ? 'plain' : 'dim';
    return { text: `(${isChosen ? '*' : ' '}) ${option}`, style };
  });
  const cells = spans.reduce((sum, { text }) => sum + text.length + 2, 0);
  const gap = cells > room + 2 ? ' ' : '  ';
  const apart = spans.flatMap((span, index) => (index === 0 ? [span] : [{ text: gap }, span]));
  return options.includes(chosen) || chosen === ''
    ? apart
    : [...apart, { text: `  now: ${sanitize(chosen)}` }];
}

/** A text in as many rows as it has lines; the one with the cursor scrolls sideways. */
function typedValues(
  { editor, readOnly, readable }: EditorLook,
  field: EditorField,
  room: number,
  isFocused: boolean,
): readonly (readonly Span[])[] {
  const text = (isFocused ? editor.texts : readable(editor.texts))[field];
  if (text === '' && !isFocused) return [[{ text: placeholders[field] ?? '-', style: 'dim' }]];
  const style: StyleName = readOnly === null ? 'plain' : 'dim';
  if (!isFocused) {
    const lines = text.split('\n').flatMap((line) => [sanitize(line)]);
    const shown = lines
      .slice(0, mostTextRows)
      .map((line): readonly Span[] => [{ text: cut(line, room), style }]);
    const rest = lines.length - shown.length;
    return rest > 0 ? [...shown, [{ text: `and ${rest} more lines`, style: 'dim' }]] : shown;
  }
  if (text === '') {
    const hint = cut(placeholders[field] ?? '', room - 1);
    return [
      [
        { text: ' ', style: 'selected' },
        { text: hint, style: 'dim' },
      ],
    ];
  }
  return withCursor(text, editor.cursor, room);
}

function withCursor(text: string, cursor: number, room: number): readonly (readonly Span[])[] {
  const before = text.slice(0, cursor).split('\n');
  const row = before.length - 1;
  const lines = text.split('\n');
  const top = Math.max(0, Math.min(row - mostTextRows + 1, lines.length - mostTextRows));
  return lines.slice(top, top + mostTextRows).map((line, index): readonly Span[] => {
    if (top + index !== row) return [{ text: cut(sanitize(line), room) }];
    // Bytes that no terminal may get are not shown, and then the cursor is at the end.
    const clean = sanitize(line);
    const at = clean === line ? (before.at(-1)?.length ?? 0) : clean.length;
    const window = textWindow(clean, at, room);
    return [{ text: window.before }, { text: window.at, style: 'selected' }, { text: window.after }];
  });
}

/** Rows below a line that speak of it, indented as its value. */
export function belowRows(text: string, width: number, style: StyleName = 'dim'): readonly Row[] {
  const cells = labelCells(width);
  return wrapWords(sanitize(text), Math.max(8, width - cells - 1)).map((line) => ({
    spans: [{ text: ' '.repeat(cells) }, { text: line, style }],
  }));
}

const placeholders: Readonly<Partial<Record<EditorField, string>>> = {
  name: 'a name',
  target: 'kind:id, or a part of it',
  words: 'in words: every weekday at 7:30, tomorrow at 9',
  timezone: 'type a city to search',
  maxAge: '- any age -',
  jitter: '- none -',
  maxRuns: '- no limit -',
  staleness: '- never -',
  start: '- from now on -',
  end: '- no end -',
  dependsOn: '- no other schedule -',
  pausedUntil: '- until it is resumed -',
};
