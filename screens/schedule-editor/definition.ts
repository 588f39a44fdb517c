import type { ConsoleState } from '../../src/store/console-state.ts';
import type { Place } from '../../src/store/places.ts';
import { readSchedule, readSchedules } from '../../src/store/read-schedules.ts';
import { readTargets } from '../../src/store/read-targets.ts';
import { editorKey } from '../../src/store/schedule-editor/editor-state.ts';
import { followEditor } from '../../src/store/schedule-editor/follow-editor.ts';
import {
  changeEditor,
  editorShown,
  nameOfEditor,
  openEditor,
  unsavedEditors,
} from '../../src/store/schedule-editor/open-editor.ts';
import { loadReckoning } from '../../src/store/schedule-editor/reckoning.ts';
import { type ConsoleParts, type ScreenDefinition, stateOf } from '../parts.ts';
import { scheduleEditorCommands } from './commands.ts';
import { editorLeft } from './leave.ts';
import { takeWords } from './lines.ts';
import { fixedReason, lookAt } from './look.ts';
import { pressInEditor } from './press.ts';
import { saveEditor } from './save.ts';
import { ScheduleEditorScreen } from './screen.tsx';
import { machineZone } from './zone-time.ts';

export const scheduleEditorDefinition: ScreenDefinition = {
  Screen: ScheduleEditorScreen,
  commands: scheduleEditorCommands,
  scopes: (state) => (isTyping(state) ? ['schedule-editor'] : ['schedule-preview', 'list', 'everywhere']),
  helpScopes: ['schedule-editor'],
  verbs: [{ name: 'w', argument: '', text: 'Save the schedule that is being written', run: saveHere }],
  begin: (parts) => followEditor(parts.model),
  enter: (parts, place) => void enterEditor(parts, place),
  leave(parts, place) {
    if (place.screen !== 'schedule-editor') return;
    editorLeft(parts, stateOf(parts).scheduleEditors.get(editorKey(place.scheduleId)));
  },
  unsaved: (parts) => unsavedEditors(stateOf(parts)).map(nameOfEditor),
  press: pressInEditor,
};

function isTyping(state: ConsoleState): boolean {
  const editor = editorShown(state);
  return editor?.pane === 'form' && fixedReason(state, editor) === null;
}

function saveHere(parts: ConsoleParts): string | null {
  if (lookAt(parts) === null) return 'w: no schedule is being written here';
  saveEditor(parts);
  return null;
}

/** What is known opens at once; what is asked of the server comes behind it. */
async function enterEditor(parts: ConsoleParts, place: Place): Promise<void> {
  if (place.screen !== 'schedule-editor') return;
  const { model } = parts;
  openEditor(model, place, machineZone());
  void readTargets(model);
  // The schedules that start in the same minutes are known by the list, where no server tells them.
  if (stateOf(parts).schedules.list.phase === 'unasked') await readSchedules(model);
  const reading = place.scheduleId === null ? null : readSchedule(model, place.scheduleId);
  await loadReckoning();
  takeWordsLeft(parts, place.scheduleId);
  model.store.setState((state) => ({ scheduleEditors: new Map(state.scheduleEditors) }));
  await reading;
  if (stateOf(parts).places.stack.includes(place)) openEditor(model, place, machineZone());
}

/** Words whose line was left before they could be read are taken now. */
function takeWordsLeft(parts: ConsoleParts, scheduleId: string | null): void {
  changeEditor(parts.model, scheduleId, (editor) =>
    editor.focus === 'words' && editor.pane === 'form' ? editor : takeWords(parts, editor),
  );
}
