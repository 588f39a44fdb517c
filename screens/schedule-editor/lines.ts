import { textFieldReducer } from '../../components/text-field-state.ts';
import {
  chosen,
  focusedOn,
  lineBeside,
  linesOf,
  type ScheduleEditor,
  withText,
} from '../../src/store/schedule-editor/editor-state.ts';
import { type EditorField, fieldOptions } from '../../src/store/schedule-editor/field.ts';
import { withRule, withWordsTaken } from '../../src/store/schedule-editor/time-tools.ts';
import type { KeyPress } from '../../src/terminal/key-press.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { configTemplate } from '../schema-fields.ts';
import { lookAt } from './look.ts';
import { type Offer, offersOf } from './offers.ts';

type IsKept = (field: EditorField) => boolean;

/** The editor as its line is left: words that are understood become the time rule, if the server can keep that. */
export function leaveLine(parts: ConsoleParts, editor: ScheduleEditor): ScheduleEditor {
  if (editor.pane !== 'form') return editor;
  if (editor.focus === 'target') return withTemplate(parts, editor);
  return editor.focus === 'words' ? takeWords(parts, editor) : editor;
}

/** The editor with the time rule that its words stand for, if the server can keep that. */
export function takeWords(parts: ConsoleParts, editor: ScheduleEditor): ScheduleEditor {
  const taken = withWordsTaken(editor, parts.model.clock.now());
  const isKept = lookAt(parts)?.isKept ?? (() => true);
  return isKept('kind') || taken.texts.kind === editor.texts.kind ? taken : editor;
}

/** A new schedule begins with what the schema of its target presets; what was typed as input is left alone. */
function withTemplate(parts: ConsoleParts, editor: ScheduleEditor): ScheduleEditor {
  if (editor.base !== null || editor.texts.config !== '{}') return editor;
  const wanted = editor.texts.target.trim();
  const target = stateOf(parts).targets.targets.find(({ target: name }) => name === wanted);
  return target === undefined
    ? editor
    : withText(editor, 'config', JSON.stringify(configTemplate(target.inputSchema)));
}

/** The line before or after; past the ends the next fires. */
export function toLineBeside(
  parts: ConsoleParts,
  editor: ScheduleEditor,
  step: 1 | -1,
  isKept: IsKept,
): ScheduleEditor {
  const left = leaveLine(parts, editor);
  const next = lineBeside(left, step, isKept);
  return next === null ? { ...left, pane: 'preview' } : focusedOn(left, next);
}

/** The first line that can be typed in. */
export function toFirstLine(editor: ScheduleEditor, step: 1 | -1, isKept: IsKept): ScheduleEditor {
  const lines = linesOf(editor.texts, isKept);
  const field = step > 0 ? lines[0] : lines.at(-1);
  return field === undefined ? { ...editor, pane: 'form' } : focusedOn(editor, field);
}

/** The editor after a key that is no command of its form; the same when the key is not for it. */
export function typed(
  parts: ConsoleParts,
  editor: ScheduleEditor,
  press: KeyPress,
  isKept: IsKept,
): ScheduleEditor {
  if (press.paste !== true) {
    if (press.name === 'down' || press.name === 'up')
      return moved(parts, editor, press.name === 'down' ? 1 : -1, isKept);
    if (press.name === 'enter') return moved(parts, entered(parts, editor), 1, isKept);
  }
  return fieldOptions[editor.focus] === undefined ? typedInto(editor, press) : choseBy(editor, press);
}

/** Up and Down stay within the form. */
function moved(parts: ConsoleParts, editor: ScheduleEditor, step: 1 | -1, isKept: IsKept): ScheduleEditor {
  const left = leaveLine(parts, editor);
  const next = lineBeside(left, step, isKept);
  return next === null ? left : focusedOn(left, next);
}

/** Enter in a line that searches takes the best find where what is typed is none itself. */
function entered(parts: ConsoleParts, editor: ScheduleEditor): ScheduleEditor {
  const look = lookAt(parts);
  const { focus } = editor;
  if (look === null || (focus !== 'timezone' && focus !== 'target' && focus !== 'dependsOn')) return editor;
  const isWrong = look.read.problems[focus] !== undefined;
  const [first] = offersOf(parts, look);
  return isWrong && editor.texts[focus].trim() !== '' && first !== undefined
    ? withOffer(editor, first)
    : editor;
}

/** The editor with what was offered in place of what was typed. */
export function withOffer(editor: ScheduleEditor, { takes }: Offer): ScheduleEditor {
  if (takes.kind === 'text') return withText(editor, takes.field, takes.text);
  return withRule({ ...editor, takenWords: editor.texts.words }, takes.rule);
}

function typedInto(editor: ScheduleEditor, press: KeyPress): ScheduleEditor {
  const { focus, cursor, texts } = editor;
  const before = { value: texts[focus], cursor };
  const after = textFieldReducer(before, press);
  return after === before ? editor : withText(editor, focus, after.value, after.cursor);
}

function choseBy(editor: ScheduleEditor, press: KeyPress): ScheduleEditor {
  if (press.paste === true || press.ctrl || press.alt) return editor;
  if (press.name === 'right' || press.input === ' ') return chosen(editor, editor.focus, 1);
  return press.name === 'left' ? chosen(editor, editor.focus, -1) : editor;
}
