import type { Schedule, ScheduleChange } from '../../src/model/schedule.ts';
import { editUnsupported, settingUnsupported } from '../../src/model/schedule-abilities.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { changedFields, changeOf } from '../../src/store/schedule-editor/change.ts';
import type { ScheduleEditor } from '../../src/store/schedule-editor/editor-state.ts';
import {
  type DefinitionField,
  definitionFields,
  type EditorField,
  type FieldProblems,
  type FieldTexts,
  fieldOfMember,
  memberOf,
} from '../../src/store/schedule-editor/field.ts';
import { editorShown } from '../../src/store/schedule-editor/open-editor.ts';
import { type ReadTexts, readTexts } from '../../src/store/schedule-editor/read-texts.ts';
import { textsInForce, timeTools } from '../../src/store/schedule-editor/time-tools.ts';
import { checkConfig } from '../new-run/check-config.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { dependencyId, readable } from './dependencies.ts';
import { knownSchemaCheck } from './known-schema-check.ts';

/** What is to be seen of an editor: everything that its texts, the server and the target say together. */
export interface EditorLook {
  readonly editor: ScheduleEditor;
  /** As they would be saved now: words that are being typed stand for their time rule. */
  readonly texts: FieldTexts;
  /** Why nothing can be changed; null when something can. */
  readonly readOnly: string | null;
  /** Lines that the connected server has no setting for, and why. */
  readonly unsupported: FieldProblems;
  readonly read: ReadTexts;
  /** What is wrong with the texts, the server's words among it. */
  readonly problems: FieldProblems;
  /** Lines that differ from what the server has. */
  readonly changed: readonly DefinitionField[];
  readonly change: ScheduleChange;
  readonly isKept: (field: EditorField) => boolean;
  /** Texts as people read them: other schedules by name. */
  readonly readable: (texts: FieldTexts) => FieldTexts;
}

interface Remembered {
  readonly editor: ScheduleEditor;
  readonly capabilities: ConsoleState['connection']['capabilities'];
  readonly targets: ConsoleState['targets'];
  readonly schedules: ConsoleState['schedules']['list'];
  readonly check: unknown;
  readonly minute: number;
  readonly look: EditorLook;
}

const remembered = new WeakMap<ConsoleParts, Remembered>();

/** What is to be seen of the editor on the screen; null while there is none. Cheap while nothing has changed. */
export function lookAt(parts: ConsoleParts): EditorLook | null {
  const state = stateOf(parts);
  const editor = editorShown(state);
  if (editor === null) return null;
  const { capabilities } = state.connection;
  const minute = Math.floor(parts.model.clock.now() / 60_000);
  const check = knownSchemaCheck(parts, editor.texts.target.trim());
  const before = remembered.get(parts);
  if (
    before?.editor === editor &&
    before.capabilities === capabilities &&
    before.targets === state.targets &&
    before.schedules === state.schedules.list &&
    before.check === check &&
    before.minute === minute
  ) {
    return before.look;
  }
  const look = makeLook(parts, state, editor);
  const schedules = state.schedules.list;
  remembered.set(parts, { editor, capabilities, targets: state.targets, schedules, check, minute, look });
  return look;
}

function makeLook(parts: ConsoleParts, state: ConsoleState, editor: ScheduleEditor): EditorLook {
  const { base, baseTexts } = editor;
  const texts = textsInForce(editor, parts.model.clock.now());
  const unsupported = unsupportedOf(state, base);
  const isKept = (field: EditorField) => unsupported[field] === undefined;
  const schemaCheck = knownSchemaCheck(parts, texts.target.trim());
  const read = readTexts(texts, {
    ...timeTools(parts.model.clock.now()),
    config: (text) => checkConfig(text, schemaCheck),
    targetProblem: (target) => (target === base?.target ? null : targetProblem(state, target)),
    scheduleId: (ref) => dependencyId(state, ref, base?.dependsOn ?? []),
  });
  const changed = changedFields(texts, baseTexts);
  return {
    editor,
    texts,
    readOnly: fixedReason(state, editor),
    unsupported,
    read,
    problems: problemsOf(editor, read, isKept, changed),
    changed,
    change: changeOf(texts, baseTexts, read.members, isKept),
    isKept,
    readable: (some) => readable(state, some),
  };
}

/** Why nothing of a schedule can be changed; null when something can. */
export function fixedReason({ connection }: ConsoleState, { base }: ScheduleEditor): string | null {
  return base === null ? null : editUnsupported(connection.capabilities, base);
}

/** What was right on the server before and is not touched does not stand in the way. */
function problemsOf(
  { base, preview, refusals }: ScheduleEditor,
  { problems }: ReadTexts,
  isKept: (field: EditorField) => boolean,
  changed: readonly DefinitionField[],
): FieldProblems {
  const told: Partial<Record<EditorField, string>> = {};
  if (preview.answered === preview.asked) {
    for (const { member, message } of preview.times?.problems ?? [])
      told[fieldOfMember(member) ?? 'when'] ??= message;
  }
  const all: FieldProblems = { ...told, ...problems, ...refusals };
  const counts = definitionFields.filter(
    (field) =>
      all[field] !== undefined &&
      isKept(field) &&
      (base === null || changed.includes(field) || refusals[field]),
  );
  return Object.fromEntries(counts.map((field) => [field, all[field]]));
}

function unsupportedOf({ connection, schedules }: ConsoleState, base: Schedule | null): FieldProblems {
  const { capabilities } = connection;
  // A new one goes where the others are.
  const generation = (base ?? schedules.list.items[0])?.generation ?? 'schedules';
  const doing = base === null ? 'create' : 'change';
  const reasons = definitionFields.map(
    (field) => [field, settingUnsupported(capabilities, generation, memberOf[field], doing)] as const,
  );
  return Object.fromEntries(reasons.filter(([, reason]) => reason !== null));
}

function targetProblem({ targets }: ConsoleState, name: string): string | null {
  if (targets.targets.length === 0) return null;
  const target = targets.targets.find((known) => known.target === name);
  if (target === undefined) return 'there is no such target';
  return target.fault === null ? null : `it is broken: ${target.fault.message}`;
}
