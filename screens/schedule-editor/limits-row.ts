import { textWindow } from '../../components/text-window.ts';
import { type EditorField, labelOf } from '../../src/store/schedule-editor/field.ts';
import type { Row, Span } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut, padEnd } from '../../src/terminal/width.ts';
import type { EditorLook } from './look.ts';

/** Lines that hold little and stand in one row, each with the cells of its value. */
const limits = [
  ['timeout', 7],
  ['retries', 5],
  ['maxRuns', 9],
] as const satisfies readonly (readonly [EditorField, number])[];

/** Cells of a form from which they have room in one row. */
const roomNeeded = 56;

/** The fields that stand in one row with the first of them; only that one where the form is narrow. */
export function besides(look: EditorLook, field: EditorField, width: number): readonly EditorField[] {
  const fields = limits.map(([limit]) => limit);
  const fits = width >= roomNeeded && limits.every(([limit, cells]) => isShort(look, limit, cells));
  return field === 'timeout' && fits ? fields : [field];
}

/** What is long, or has nothing to say, is told in a row of its own. */
function isShort({ editor, isKept }: EditorLook, field: EditorField, cells: number): boolean {
  return isKept(field) && sanitize(editor.texts[field]).length < cells;
}

/** `timeout 5m   retries 3   stop after runs -`, with the cursor in the one that has it. */
export function limitsRow(look: EditorLook): Row {
  return {
    spans: limits.flatMap(([field, cells]) => [labelSpan(look, field), ...valueSpans(look, field, cells)]),
  };
}

function labelSpan({ editor, changed }: EditorLook, field: EditorField): Span {
  const isFocused = editor.pane === 'form' && editor.focus === field;
  const sign = isFocused ? '>' : changed.some((one) => one === field) ? '*' : ' ';
  return { text: `${sign}${labelOf(field, editor.texts)} `, style: isFocused ? 'accent' : 'dim' };
}

function valueSpans({ editor, readOnly }: EditorLook, field: EditorField, cells: number): readonly Span[] {
  const text = sanitize(editor.texts[field]);
  if (editor.pane === 'form' && editor.focus === field) {
    const { before, at, after } = textWindow(text, Math.min(editor.cursor, text.length), cells);
    const rest = Math.max(0, cells - before.length - at.length - after.length);
    return [{ text: before }, { text: at, style: 'selected' }, { text: after + ' '.repeat(rest) }];
  }
  const shown = text === '' ? '-' : cut(text, cells - 1);
  return [{ text: padEnd(shown, cells), style: readOnly === null && text !== '' ? 'plain' : 'dim' }];
}
