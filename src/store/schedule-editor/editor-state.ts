import type { Schedule } from '../../model/schedule.ts';
import type { TimesPreview } from '../../model/schedule-preview.ts';
import { changedFields } from './change.ts';
import {
  type DefinitionField,
  type EditorField,
  editorFields,
  type FieldProblems,
  type FieldTexts,
  fieldOptions,
  isOfUse,
} from './field.ts';
import { presetMissed, textsOf } from './texts.ts';

/** When the rule fires, as it was asked last. */
export interface EditorPreview {
  /** What was asked: another one is asked anew. Null before the first. */
  readonly asked: string | null;
  /** The latest answer, also while the next one is awaited. */
  readonly times: TimesPreview | null;
  /** Of what `times` is the answer. */
  readonly answered: string | null;
  /** Why it was reckoned here and not by the server; null when the server did. */
  readonly reckonedHere: string | null;
  /** Why there is no answer. */
  readonly problem: string | null;
  /** Epoch ms: the first of the times has passed then. Null where none is told. */
  readonly askAgainAt: number | null;
}

/** A schedule while it is written. What was typed is never rewritten but by the user. */
export interface ScheduleEditor {
  /** Null: a new one. */
  readonly scheduleId: string | null;
  /** The record that it was begun from; null for a new one. */
  readonly base: Schedule | null;
  /** What the lines held then. */
  readonly baseTexts: FieldTexts;
  readonly texts: FieldTexts;
  /** The words that were last taken as the time rule: passing by does not take them again. */
  readonly takenWords: string;
  readonly focus: EditorField;
  /** The place in the focused line, an index of UTF-16 units. */
  readonly cursor: number;
  readonly pane: 'form' | 'preview';
  /** First line of the preview. */
  readonly previewTop: number;
  /** It has changed on the server meanwhile: the record as it is there. */
  readonly theirs: Schedule | null;
  /** Who did that; null where the server does not tell, and before it did. */
  readonly theirsBy: string | null;
  /** What the server said of lines when it was to be saved; each until its line is changed. */
  readonly refusals: FieldProblems;
  readonly isSaving: boolean;
  readonly preview: EditorPreview;
  /** Times of the schedule before the change; null while they are not known. */
  readonly before: TimesPreview | null;
}

/** Editors that are open, or were left with something typed, by `editorKey`. */
export type ScheduleEditors = ReadonlyMap<string, ScheduleEditor>;

export function editorKey(scheduleId: string | null): string {
  return scheduleId ?? 'new';
}

export const noPreview: EditorPreview = {
  asked: null,
  times: null,
  answered: null,
  reckonedHere: null,
  problem: null,
  askAgainAt: null,
};

export function openedEditor(base: Schedule | null, texts: FieldTexts): ScheduleEditor {
  return {
    scheduleId: base?.id ?? null,
    base,
    baseTexts: texts,
    texts,
    takenWords: '',
    focus: base === null ? 'name' : 'words',
    cursor: 0,
    // What is defined in a file is looked at only.
    pane: base?.definedIn === 'source' ? 'preview' : 'form',
    previewTop: 0,
    theirs: null,
    theirsBy: null,
    refusals: {},
    isSaving: false,
    preview: noPreview,
    before: null,
  };
}

/** True when leaving would lose something that was typed, the words of a time included. */
export function isEdited({ texts, baseTexts }: ScheduleEditor): boolean {
  return changedFields(texts, baseTexts).length > 0 || texts.words !== '';
}

/** The editor with another text in a line; what the server said of it before is forgotten. */
export function withText(
  editor: ScheduleEditor,
  field: EditorField,
  text: string,
  cursor?: number,
): ScheduleEditor {
  if (text === editor.texts[field]) {
    return cursor === undefined || field !== editor.focus ? editor : { ...editor, cursor };
  }
  const { [field]: _, ...refusals } = editor.refusals;
  const texts = withPresets(editor, { ...editor.texts, [field]: text });
  const isFocused = field === editor.focus;
  return { ...editor, texts, refusals, cursor: isFocused ? (cursor ?? text.length) : editor.cursor };
}

/** A new one that fires once is run late rather than never, as the server presets it; what was chosen stays. */
function withPresets({ base, texts: before }: ScheduleEditor, texts: FieldTexts): FieldTexts {
  if (base !== null || texts.kind === before.kind || texts.missed !== presetMissed(before)) return texts;
  return { ...texts, missed: presetMissed(texts) };
}

/** The next (1) or the previous (-1) word of a line that chooses. */
export function chosen(editor: ScheduleEditor, field: EditorField, step: 1 | -1): ScheduleEditor {
  const options = fieldOptions[field];
  if (options === undefined) return editor;
  const from = options.indexOf(editor.texts[field]);
  const index =
    from < 0 ? (step > 0 ? 0 : options.length - 1) : (from + step + options.length) % options.length;
  return withText(editor, field, options[index] ?? '');
}

export function focusedOn(editor: ScheduleEditor, field: EditorField): ScheduleEditor {
  return { ...editor, pane: 'form', focus: field, cursor: editor.texts[field].length };
}

/**
 * The lines that can be changed now.
 * @param isKept false for what the server has no setting for
 */
export function linesOf(texts: FieldTexts, isKept: (field: EditorField) => boolean): readonly EditorField[] {
  return editorFields.filter((field) => isOfUse(field, texts) && isKept(field));
}

/** The line before or after the focused one; null past the ends. */
export function lineBeside(
  { focus, texts }: ScheduleEditor,
  step: 1 | -1,
  isKept: (field: EditorField) => boolean,
): EditorField | null {
  const place = editorFields.indexOf(focus);
  const lines = linesOf(texts, isKept);
  return step > 0
    ? (lines.find((field) => editorFields.indexOf(field) > place) ?? null)
    : (lines.findLast((field) => editorFields.indexOf(field) < place) ?? null);
}

/** A record came from the server: nothing, a newer base without another definition, or a conflict. */
export function withTheirs(editor: ScheduleEditor, theirs: Schedule): ScheduleEditor {
  if (editor.base === null || editor.isSaving) return editor;
  const isOther = changedFields(textsOf(theirs), editor.baseTexts).length > 0;
  const isUntouched = changedFields(editor.texts, editor.baseTexts).length === 0;
  if (isOther && isUntouched) return merged({ ...editor, theirs });
  if (!isOther) return theirs === editor.base ? editor : { ...editor, base: theirs, theirs: null };
  return theirs === editor.theirs ? editor : { ...editor, theirs };
}

/** Lines that were changed there, and of those the ones that were changed here, too. */
export function conflictOf(editor: ScheduleEditor): {
  readonly there: readonly DefinitionField[];
  readonly both: readonly DefinitionField[];
} {
  if (editor.theirs === null) return { there: [], both: [] };
  const theirTexts = textsOf(editor.theirs);
  const there = changedFields(theirTexts, editor.baseTexts);
  const here = new Set<EditorField>(changedFields(editor.texts, editor.baseTexts));
  const both = there.filter((field) => here.has(field) && theirTexts[field] !== editor.texts[field]);
  return { there, both };
}

/** Goes on from the record as it is there: lines that were not touched here become theirs, the others stay. */
export function merged(editor: ScheduleEditor): ScheduleEditor {
  const { theirs, baseTexts } = editor;
  if (theirs === null) return editor;
  const theirTexts = textsOf(theirs);
  const texts = { ...editor.texts };
  for (const field of editorFields) {
    if (field !== 'words' && texts[field] === baseTexts[field]) texts[field] = theirTexts[field];
  }
  const cursor = Math.min(editor.cursor, texts[editor.focus].length);
  // Asked anew: what it is measured by may be another rule.
  const preview = { ...editor.preview, asked: null };
  return {
    ...editor,
    base: theirs,
    baseTexts: theirTexts,
    texts,
    cursor,
    theirs: null,
    theirsBy: null,
    before: null,
    preview,
  };
}

/** Begins again from the record as it is there; what was typed is gone. */
export function reloaded(editor: ScheduleEditor): ScheduleEditor {
  return editor.theirs === null ? editor : openedEditor(editor.theirs, textsOf(editor.theirs));
}
