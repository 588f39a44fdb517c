import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Schedule } from '../../src/model/schedule.ts';
import { baselineOf } from '../../src/store/baselines.ts';
import { type EditorField, editorFields, isOfUse } from '../../src/store/schedule-editor/field.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { formatMinutes } from '../format-time.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { statusStrip } from '../status-strip.ts';
import { windowTop } from '../window-top.ts';
import { explainRows } from './explain.ts';
import { fieldRows } from './form-rows.ts';
import { besides, limitsRow } from './limits-row.ts';
import { type EditorLook, lookAt } from './look.ts';

/** Lines before which a blank one makes the form easier to look over. */
const apart: ReadonlySet<EditorField> = new Set(['overlap', 'status']);
const stripCells = 20;

/** The form: every line that is of use, with what is to be said of it; the focused one is always in view. */
export function formSource(parts: ConsoleParts): PaneSource {
  let top = 0;
  return {
    rows(width, height) {
      const look = lookAt(parts);
      if (look === null) return [textRow(''), textRow(waitingText(parts), 'dim')];
      const { rows, first, last } = formRows(parts, look, width, height);
      if (rows.length <= height) return rows;
      // Both ends of the focused line are to be in view; its first row counts more.
      top = windowTop(windowTop(top, last, rows.length, height), first, rows.length, height);
      const shown = rows.slice(top, top + height);
      const below = rows.length - top - height;
      // The focused line is worth more than the number of those below it.
      const isFocusLast = first >= top + height - 1;
      return below > 0 && height > 4 && !isFocusLast
        ? [...shown.slice(0, -1), textRow(` ${below + 1} lines more`, 'dim')]
        : shown;
    },
  };
}

interface FormRows {
  readonly rows: readonly Row[];
  /** The rows of the focused line. */
  readonly first: number;
  readonly last: number;
}

function formRows(parts: ConsoleParts, look: EditorLook, width: number, height: number): FormRows {
  const { texts, focus } = look.editor;
  const rows: Row[] = [];
  let [first, last] = [0, 0];
  let together: readonly EditorField[] = [];
  for (const field of editorFields) {
    if (!isOfUse(field, texts) || together.includes(field)) continue;
    if (apart.has(field) && height > 18) rows.push(textRow(''));
    together = besides(look, field, width);
    if (together.includes(focus)) first = rows.length;
    rows.push(...(together.length > 1 ? [limitsRow(look)] : fieldRows(look, field, width)));
    rows.push(...together.flatMap((one) => explainRows(parts, look, one, width)));
    if (together.includes(focus)) last = rows.length - 1;
  }
  return { rows: [...rows, ...pastRows(parts, look)], first, last };
}

/** How it went until now. */
function pastRows(parts: ConsoleParts, { editor }: EditorLook): readonly Row[] {
  const { base } = editor;
  if (base === null) return [];
  const state = stateOf(parts);
  const runs = state.schedules.runs.get(base.id);
  const baseline = baselineOf(state, base.target);
  const ok = (runs ?? []).slice(0, stripCells).filter(({ status }) => status === 'completed').length;
  const bad = (runs ?? []).slice(0, stripCells).filter(({ status }) => status === 'failed').length;
  const usual =
    baseline === null
      ? ''
      : `p50 ${formatDuration(baseline.p50Ms)}  p95 ${formatDuration(baseline.p95Ms)}   `;
  const next =
    base.nextFireAt === null
      ? ''
      : `next fire before this edit: ${formatMinutes(Date.parse(base.nextFireAt))}`;
  return [
    ...(runs === undefined || runs.length === 0
      ? []
      : [
          {
            spans: [
              { text: ` last ${Math.min(stripCells, runs.length)} runs  `, style: 'dim' as const },
              ...statusStrip(runs, Math.min(stripCells, runs.length)),
              { text: `  ${ok} ok ${bad} failed`, style: 'dim' as const },
            ],
          },
        ]),
    ...(usual === '' && next === '' ? [] : [textRow(` ${usual}${next}`, 'dim')]),
    ...fixedRows(base),
  ];
}

/** What is set when a schedule is created, and never after. */
function fixedRows({ environmentId, branchId }: Schedule): readonly Row[] {
  const facts = [
    ...(environmentId === null ? [] : [`environment ${sanitize(environmentId)}`]),
    ...(branchId === null ? [] : [`branch ${sanitize(branchId)}`]),
  ];
  return facts.length === 0 ? [] : [textRow(` ${facts.join('   ')}   (fixed)`, 'dim')];
}

function waitingText(parts: ConsoleParts): string {
  const place = stateOf(parts).places.stack.findLast(({ screen }) => screen === 'schedule-editor');
  if (place?.screen !== 'schedule-editor' || place.scheduleId === null) return '';
  const problem = stateOf(parts).schedules.problems.get(place.scheduleId);
  return problem === undefined ? '  reading the schedule…' : `  It could not be read: ${problem.message}`;
}
