import type { Schedule } from '../../src/model/schedule.ts';
import { pauseUnsupported } from '../../src/model/schedule-abilities.ts';
import { conflictOf, isEdited } from '../../src/store/schedule-editor/editor-state.ts';
import { editorFields, kindOf, labelOf } from '../../src/store/schedule-editor/field.ts';
import { recordOf } from '../../src/store/schedule-editor/open-editor.ts';
import { textsOf } from '../../src/store/schedule-editor/texts.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { textWidth } from '../../src/terminal/width.ts';
import { formatAge, formatCount, formatMinutes } from '../format-time.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { wrapWords } from '../wrap-text.ts';
import { alarmText, changeText, changeTexts, timesNow } from './change-text.ts';
import { commandText } from './command-text.ts';
import { type EditorLook, lookAt } from './look.ts';

const labelCells = 12;

/** The first line of the screen: which schedule, and how it stands. */
export function headSource(parts: ConsoleParts): PaneSource {
  return { rows: (width) => [headRow(parts, width)] };
}

function headRow(parts: ConsoleParts, width: number): Row {
  const look = lookAt(parts);
  if (look === null) return textRow(' Schedules', 'dim');
  const { base, texts } = look.editor;
  const name = base?.name ?? (texts.name.trim() === '' ? 'a new one' : texts.name.trim());
  const doing = base === null ? 'new' : look.readOnly === null ? 'edit' : 'look';
  const left: readonly Span[] = [
    { text: ' Schedules > ', style: 'dim' },
    { text: sanitize(name), style: 'strong' },
    { text: ` > ${doing}`, style: 'dim' },
  ];
  const end = look.editor.isSaving ? 'saving…' : isEdited(look.editor) ? 'nothing sent yet' : '';
  const used = left.reduce((sum, { text }) => sum + textWidth(text), 0);
  const middle = base === null ? '' : standingText(base, parts.model.clock.now());
  const fits = used + textWidth(middle) + end.length + 3 <= width ? middle : '';
  const space = ' '.repeat(Math.max(1, width - used - textWidth(fits) - end.length - 1));
  return { spans: [...left, { text: fits, style: 'dim' }, { text: space }, { text: end, style: 'warn' }] };
}

/** How the schedule stands on the server. */
function standingText({ definedIn, status, runCount, lastSuccessAt }: Schedule, now: number): string {
  const okAt = lastSuccessAt === null ? null : Date.parse(lastSuccessAt);
  const facts = [
    `defined: ${definedIn}`,
    `status: ${status}`,
    ...(runCount === null ? [] : [`runs ${formatCount(runCount)}`]),
    ...(okAt === null ? [] : [`last ok ${formatMinutes(okAt)} (${formatAge(now - okAt)} ago)`]),
  ];
  return facts.map((fact) => `   ${sanitize(fact)}`).join('');
}

/** The lines below the panes: what saving would do, whether it may, and what does the same. */
export function bottomSource(parts: ConsoleParts): PaneSource {
  return {
    rows(width, height) {
      const look = lookAt(parts);
      return look === null ? [] : fitting(bottomRows(parts, look, width), height);
    },
  };
}

/** A line and how soon it is left out where it is low; 0: never. */
interface RankedRow {
  readonly row: Row;
  readonly rank: number;
}

function fitting(rows: readonly RankedRow[], height: number): readonly Row[] {
  const kept = [...rows];
  while (kept.length > height) {
    const highest = Math.max(...kept.map(({ rank }) => rank));
    kept.splice(
      kept.findLastIndex(({ rank }) => rank === highest),
      1,
    );
  }
  return kept.map(({ row }) => row);
}

function bottomRows(parts: ConsoleParts, look: EditorLook, width: number): readonly RankedRow[] {
  if (look.readOnly !== null) return readOnlyRows(parts, look, width);
  const command = commandText(look);
  const hint = hintText(look);
  return [
    ...changeRows(look, width),
    { row: checkRow(look), rank: 1 },
    ...conflictRows(parts, look, width),
    ...(command === null
      ? []
      : labelled('COMMAND', `${sanitize(command)}   (y beside)`, width, 'dim', 4).slice(0, 2)),
    ...(hint === null ? [] : labelled('HINT', hint, width, 'dim', 5)),
  ];
}

function readOnlyRows(
  parts: ConsoleParts,
  { readOnly, editor }: EditorLook,
  width: number,
): readonly RankedRow[] {
  const { base } = editor;
  const text =
    base?.definedIn === 'source'
      ? `edit in code: ${sanitize(base.sourcePath ?? 'a file of the project')}   (y copies it as code)`
      : sanitize(readOnly ?? '');
  const { capabilities } = stateOf(parts).connection;
  const isPausable = base !== null && pauseUnsupported(capabilities, base) === null;
  const works = `T starts a run; its history ${isPausable ? 'and pausing are' : 'is'} in the list`;
  return [...labelled('READ-ONLY', text, width, 'warn', 1), ...labelled('WORKS', works, width, 'dim', 5)];
}

function changeRows(look: EditorLook, width: number): readonly RankedRow[] {
  const texts = changeTexts(look);
  if (texts.length === 0) return labelled('CHANGE', 'none yet', width, 'dim', 2);
  return labelled('CHANGE', texts.join('     '), width, 'plain', 2).map((ranked, index) =>
    index === 0 ? ranked : { ...ranked, rank: 3 },
  );
}

function checkRow(look: EditorLook): Row {
  const { problems, texts } = look;
  const wrong = Object.entries(problems);
  const bad: Span[] = wrong.map(([field, problem]) => {
    const label = fieldLabel(look, field);
    const text = texts.when === '' && field === 'when' ? 'a time is needed' : sanitize(problem ?? '');
    return { text: `x ${label}: ${text}   `, style: 'bad' };
  });
  const alarm = alarmText(look);
  const times = timesNow(look);
  const good: Span[] =
    problems.when !== undefined || texts.when.trim() === ''
      ? []
      : [
          {
            text: kindOf(texts) === 'scheduled' ? '+ valid 5-field cron   ' : '+ valid time   ',
            style: 'ok',
          },
        ];
  const never = times?.neverFires === true ? [{ text: 'x never fires   ', style: 'bad' as const }] : [];
  return {
    spans: [
      { text: ` ${'CHECK'.padEnd(labelCells - 1)}`, style: 'dim' },
      ...(alarm === null ? [] : [{ text: `! ${alarm}: confirm   `, style: 'warn' as const }]),
      ...never,
      ...bad,
      ...good,
      ...(problems.target === undefined && texts.target.trim() !== ''
        ? [{ text: '+ target   ', style: 'ok' as const }]
        : []),
      ...(problems.config === undefined ? [{ text: '+ input', style: 'ok' as const }] : []),
    ],
  };
}

function fieldLabel({ editor }: EditorLook, field: string): string {
  const known = editorFields.find((name) => name === field);
  return known === undefined ? field : labelOf(known, editor.texts);
}

/** What became of it on the server while it was written here. */
function conflictRows(
  parts: ConsoleParts,
  { editor, readable }: EditorLook,
  width: number,
): readonly RankedRow[] {
  const { base, theirs, theirsBy } = editor;
  if (base === null) return [];
  const now = parts.model.clock.now();
  const state = stateOf(parts);
  if (state.schedules.list.phase === 'ready' && recordOf(state, editor) === null) {
    const text =
      'it was deleted on the server; what you typed stays, and can be saved once it is brought back';
    return labelled('CONFLICT', text, width, 'bad', 0);
  }
  if (theirs === null) {
    const version = base.version === null ? 'as it was' : `version ${base.version}`;
    const age = formatAge(Math.max(0, now - Date.parse(base.updatedAt)));
    const by = base.createdBy === null ? '' : `, created by ${sanitize(base.createdBy)}`;
    return labelled(
      'CONFLICT',
      `none: still ${version} on the server, last changed ${age} ago${by}`,
      width,
      'dim',
      4,
    ).slice(0, 1);
  }
  const { there, both } = conflictOf(editor);
  const [theirTexts, baseTexts] = [readable(textsOf(theirs)), readable(editor.baseTexts)];
  const what = there.map((field) => changeText(field, theirTexts, baseTexts)).join(', ');
  const clash =
    both.length === 0
      ? 'nothing of yours is touched'
      : `you changed ${both.map((field) => labelOf(field, editor.texts)).join(', ')}, too`;
  const age = formatAge(Math.max(0, now - Date.parse(theirs.updatedAt)));
  const version = theirs.version === null ? 'changed' : `version ${theirs.version}`;
  const key = editor.pane === 'form' ? '^R' : 'm';
  const by = theirsBy === null ? '' : ` by ${sanitize(theirsBy)}`;
  const text = `${version} on the server, ${age} ago${by}: ${what}; ${clash}   (${key} chooses)`;
  return labelled('CONFLICT', text, width, 'bad', 0);
}

function hintText(look: EditorLook): string | null {
  const { editor, unsupported } = look;
  const times = timesNow(look);
  if (times?.dayReadings != null)
    return 'in cron, day-of-month and day-of-week are OR-ed when both are set: either is enough';
  if (Object.keys(unsupported).length > 0)
    return 'settings this server lacks are shown grey and never silently dropped';
  if (kindOf(editor.texts) === 'ongoing')
    return 'it ends when “until” holds, after its number of runs, or at its end';
  return kindOf(editor.texts) === 'scheduled'
    ? 'in cron, day-of-month and day-of-week are OR-ed when both are set; here they are not, so no surprise'
    : null;
}

function labelled(
  label: string,
  text: string,
  width: number,
  style: Span['style'],
  rank: number,
): readonly RankedRow[] {
  return wrapWords(text, Math.max(8, width - labelCells - 2)).map((line, index) => ({
    rank: index === 0 ? rank : rank + 1,
    row: {
      spans: [
        { text: ` ${(index === 0 ? label : '').padEnd(labelCells - 1)}`, style: 'dim' as const },
        { text: line, style },
      ],
    },
  }));
}
