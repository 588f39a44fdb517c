import { messageOf, UserError } from '../../src/model/errors.ts';
import type { Schedule } from '../../src/model/schedule.ts';
import type { Action } from '../../src/store/acting/action.ts';
import {
  createScheduleItem,
  editScheduleItem,
  type SaveListener,
} from '../../src/store/acting/schedule-edit-items.ts';
import { currentPlace } from '../../src/store/places.ts';
import { putSchedule } from '../../src/store/read-schedules.ts';
import { draftOf } from '../../src/store/schedule-editor/change.ts';
import { focusedOn, withTheirs } from '../../src/store/schedule-editor/editor-state.ts';
import {
  definitionFields,
  type EditorField,
  fieldOfMember,
  labelOf,
} from '../../src/store/schedule-editor/field.ts';
import { changeEditor, dropEditor } from '../../src/store/schedule-editor/open-editor.ts';
import { loadReckoning, reckoning } from '../../src/store/schedule-editor/reckoning.ts';
import { askAbout } from '../acting/propose-action.ts';
import { goBackOrLeave, open } from '../navigate.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { rememberPlace } from '../still-here.ts';
import { alarmText, changeTexts, timesNow } from './change-text.ts';
import { leaveLine } from './lines.ts';
import { type EditorLook, lookAt } from './look.ts';
import { askWhatIsKept } from './resolve.ts';
import { resumeLines, resumes } from './resume-lines.ts';

/** Asks to save what is written, once, with what changes. Whatever fails, the form stays as it was typed. */
export function saveEditor(parts: ConsoleParts): void {
  const before = lookAt(parts);
  if (before === null || before.editor.isSaving) return;
  if (reckoning() === null) {
    // Without it words are not read, and how much oftener it fires is not known.
    void loadReckoning().then(() => saveEditor(parts));
    return;
  }
  changeEditor(parts.model, before.editor.scheduleId, (editor) => leaveLine(parts, editor));
  const look = lookAt(parts);
  if (look === null) return;
  const reason = whyNotSaved(look);
  if (reason !== null) {
    tell(parts, `Not saved: ${reason}.`);
    const wrong = firstWrong(look);
    if (wrong !== null)
      changeEditor(parts.model, look.editor.scheduleId, (editor) => focusedOn(editor, wrong));
    return;
  }
  if (look.editor.theirs !== null) {
    askWhatIsKept(parts);
    return;
  }
  if (!resumes(look, look.change)) {
    ask(parts, look, []);
    return;
  }
  const isHere = rememberPlace(parts);
  void resumeLines(parts, look).then((lines) => {
    // What was typed meanwhile is not what was asked about.
    if (isHere() && lookAt(parts)?.editor.texts === look.editor.texts) ask(parts, look, lines);
  });
}

function ask(parts: ConsoleParts, look: EditorLook, more: readonly string[]): void {
  const action = actionOf(parts, look, more);
  if (action === null) return;
  askAbout(parts, action, (why) => {
    changeEditor(parts.model, look.editor.scheduleId, (editor) => ({
      ...editor,
      isSaving: true,
      refusals: {},
    }));
    parts.model.actions.begin(action, why);
  });
}

function whyNotSaved(look: EditorLook): string | null {
  const { readOnly, editor, changed, isKept } = look;
  if (readOnly !== null) return readOnly.replace(/\.$/, '');
  const wrong = firstWrong(look);
  if (wrong !== null) return `${labelOf(wrong, editor.texts)}: ${look.problems[wrong] ?? ''}`;
  if (changed.filter(isKept).length === 0) return 'nothing is changed';
  return null;
}

function firstWrong({ problems, isKept }: EditorLook): EditorField | null {
  return definitionFields.find((field) => problems[field] !== undefined && isKept(field)) ?? null;
}

function actionOf(parts: ConsoleParts, look: EditorLook, more: readonly string[]): Action | null {
  const { editor, read, change, isKept } = look;
  const { base, scheduleId } = editor;
  const listener = listenerOf(parts, scheduleId);
  const onDone = () => changeEditor(parts.model, scheduleId, (now) => ({ ...now, isSaving: false }));
  const alarm = alarmText(look, parts.model.clock.now());
  const typed =
    alarm === null ? undefined : (/-> ([\d,.]+)/.exec(alarm)?.[1]?.replaceAll(',', '') ?? undefined);
  const lines = [
    ...changeTexts(look),
    ...(alarm === null ? [] : [`! ${alarm}: type ${typed ?? ''} to confirm that it is meant`]),
    ...neverLines(look),
    ...more,
  ];
  const shared = { lines, things: 'schedules', typed, onDone };
  if (base !== null) {
    const question = `Save the schedule “${base.name}”?`;
    return {
      verb: 'edit',
      question,
      yes: 'save it',
      items: [editScheduleItem(base, change, listener)],
      ...shared,
    };
  }
  const draft = draftOf(read.members, isKept);
  if (draft === null) return null;
  const takesIds = stateOf(parts).connection.capabilities?.abilities.schedulePolicies === true;
  const question = `Create the schedule “${draft.name}”?`;
  return {
    verb: 'create',
    question,
    yes: 'create it',
    items: [createScheduleItem(draft, listener, takesIds)],
    ...shared,
  };
}

function neverLines(look: EditorLook): readonly string[] {
  return timesNow(look)?.neverFires === true ? ['! it never fires'] : [];
}

function listenerOf(parts: ConsoleParts, scheduleId: string | null): SaveListener {
  return {
    onChanged: (schedule) => putSchedule(parts.model, schedule),
    onSaved: (schedule) => saved(parts, scheduleId, schedule),
    onRefused: (thrown, theirs) => refused(parts, scheduleId, thrown, theirs),
  };
}

/** The form is not a place to come back to. */
function saved(parts: ConsoleParts, scheduleId: string | null, schedule: Schedule): void {
  const place = currentPlace(stateOf(parts).places);
  dropEditor(parts.model, scheduleId);
  if (place.screen !== 'schedule-editor' || place.scheduleId !== scheduleId) return;
  goBackOrLeave(parts, 'back');
  if (scheduleId === null) open(parts, { screen: 'schedule', scheduleId: schedule.id });
}

/** What the server says stands at the line that is meant, and everything typed stays. */
function refused(
  parts: ConsoleParts,
  scheduleId: string | null,
  thrown: unknown,
  theirs: Schedule | null,
): void {
  const problems = thrown instanceof UserError ? thrown.problems : [];
  const told = problems.map(({ member, message }) => [fieldOfMember(member) ?? 'when', message] as const);
  const named = told.length > 0 ? told : namedIn(messageOf(thrown));
  changeEditor(parts.model, scheduleId, (editor) => {
    const free = { ...editor, isSaving: false, refusals: Object.fromEntries(named) };
    const shown = theirs === null ? free : withTheirs(free, theirs);
    const [first] = named;
    return first === undefined ? shown : focusedOn(shown, first[0]);
  });
  const { screen } = currentPlace(stateOf(parts).places);
  if (theirs !== null && screen === 'schedule-editor' && stateOf(parts).dialog === null) askWhatIsKept(parts);
}

/** A server that tells no members may begin its sentence with one. */
function namedIn(message: string): readonly (readonly [EditorField, string])[] {
  const member = /^([a-zA-Z_]+)\b/.exec(message)?.[1] ?? '';
  const field = fieldOfMember(member);
  return field === null ? [] : [[field, message]];
}

function tell(parts: ConsoleParts, message: string): void {
  parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
}
