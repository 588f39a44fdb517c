import type { Reckoning } from '../../src/store/schedule-editor/reckoning.ts';
import type { Row } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { textWidth } from '../../src/terminal/width.ts';
import { belowRows, labelCells } from './form-rows.ts';
import type { EditorLook } from './look.ts';

const fieldNames = ['min', 'hour', 'day', 'mon', 'wday'] as const;
const allowed = ['0-59', '0-23', '1-31', '1-12 or JAN-DEC', '0-7 or SUN-SAT'] as const;
const mostValues = 8;

/** Below a cron: what is wrong and where, or what the field under the cursor allows; and the whole in words. */
export function expressionRows(
  reads: Reckoning,
  look: EditorLook,
  width: number,
  isFocused: boolean,
): readonly Row[] {
  const { when } = look.editor.texts;
  const problem = reads.ruleProblem('scheduled', when);
  const words = reads.inWords('scheduled', when);
  return [
    ...(problem === null ? [] : caretRows(when, problem.from, problem.to, width)),
    ...(problem === null ? refusedRows(look, width) : belowRows(`x ${problem.message}`, width, 'bad')),
    ...(isFocused && problem === null
      ? [fieldRow(reads, when, look.editor.cursor, width)]
      : boxesRows(when, width, isFocused)),
    ...(words === null || problem !== null ? [] : belowRows(words, width)),
  ];
}

function refusedRows({ problems }: EditorLook, width: number): readonly Row[] {
  return problems.when === undefined ? [] : belowRows(`x ${problems.when}`, width, 'bad');
}

/** Marks the characters that are meant. */
function caretRows(text: string, from: number | null, to: number | null, width: number): readonly Row[] {
  if (from === null || to === null || sanitize(text) !== text) return [];
  const before = textWidth(text.slice(0, from));
  const room = width - labelCells(width) - 1;
  if (before >= room) return [];
  const marks = '^'.repeat(Math.max(1, Math.min(textWidth(text.slice(from, to)), room - before)));
  return [{ spans: [{ text: ' '.repeat(labelCells(width) + before) }, { text: marks, style: 'bad' }] }];
}

/** The five fields, each with its name: `min 30  hour 2  day *  mon *  wday *`. */
function boxesRows(when: string, width: number, isFocused: boolean): readonly Row[] {
  const pieces = when.trim().split(/\s+/);
  if (isFocused || pieces.length !== 5) return [];
  const text = pieces.map((piece, index) => `${fieldNames[index]} ${piece}`).join('  ');
  return belowRows(text, width).slice(0, 1);
}

/** What the field under the cursor is and allows, and when it lets a fire be. */
function fieldRow(reads: Reckoning, when: string, cursor: number, width: number): Row {
  const pieces = [...when.matchAll(/\S+/g)];
  const found = pieces.findIndex(({ index, 0: text }) => cursor <= index + text.length);
  const index = Math.min(4, found < 0 ? pieces.length : found);
  const values = reads.fieldValues(when, index);
  const piece = pieces[index]?.[0] ?? '';
  const at = values === null || piece === '*' ? '' : `: ${valuesText(values)}`;
  const text = `${fieldNames[index] ?? ''} ${piece}${at}   allowed ${allowed[index] ?? ''} * 1,2 1-5 */2`;
  return belowRows(text, width)[0] ?? { spans: [] };
}

function valuesText(values: readonly number[]): string {
  const shown = values.slice(0, mostValues).join(' ');
  return values.length > mostValues ? `${shown} and ${values.length - mostValues} more` : shown;
}
