import type { Schedule } from '../../model/schedule.ts';
import type { ConsoleModel } from '../console-model.ts';
import type { ConsoleState } from '../console-state.ts';
import { currentPlace, type Place } from '../places.ts';
import { scheduleOf } from '../schedules-state.ts';
import { editorKey, isEdited, openedEditor, type ScheduleEditor } from './editor-state.ts';
import { newTexts, textsOf } from './texts.ts';

type EditorPlace = Extract<Place, { readonly screen: 'schedule-editor' }>;

/** The editor on the screen, also below its help; null elsewhere, and while its schedule is not read yet. */
export function editorShown({ places, scheduleEditors }: ConsoleState): ScheduleEditor | null {
  const place = places.stack.findLast(({ screen }) => screen !== 'help') ?? currentPlace(places);
  if (place.screen !== 'schedule-editor') return null;
  return scheduleEditors.get(editorKey(place.scheduleId)) ?? null;
}

/** Opens the editor of a place; one that was left with something typed goes on. @param zone of this machine */
export function openEditor({ store }: ConsoleModel, place: EditorPlace, zone: string): void {
  const state = store.getState();
  if (state.scheduleEditors.has(editorKey(place.scheduleId))) return;
  if (place.scheduleId === null) {
    putEditor(store, openedEditor(null, newTexts(place.target ?? '', zone)));
    return;
  }
  const base = scheduleOf(state, place.scheduleId);
  if (base !== null) putEditor(store, openedEditor(base, textsOf(base)));
}

/** Forgets the editor of a schedule, with everything typed into it. */
export function dropEditor({ store }: Pick<ConsoleModel, 'store'>, scheduleId: string | null): void {
  const scheduleEditors = new Map(store.getState().scheduleEditors);
  if (scheduleEditors.delete(editorKey(scheduleId))) store.setState({ scheduleEditors });
}

export function putEditor(store: ConsoleModel['store'], editor: ScheduleEditor): void {
  const { scheduleEditors } = store.getState();
  store.setState({ scheduleEditors: new Map(scheduleEditors).set(editorKey(editor.scheduleId), editor) });
}

/** Changes an editor that is still open. */
export function changeEditor(
  { store }: Pick<ConsoleModel, 'store'>,
  scheduleId: string | null,
  change: (editor: ScheduleEditor) => ScheduleEditor,
): void {
  const editor = store.getState().scheduleEditors.get(editorKey(scheduleId));
  if (editor === undefined) return;
  const changed = change(editor);
  if (changed !== editor) putEditor(store, changed);
}

/** Editors with something in them that is not saved. */
export function unsavedEditors({ scheduleEditors }: ConsoleState): readonly ScheduleEditor[] {
  return [...scheduleEditors.values()].filter(isEdited);
}

/** How a schedule that is written is called. */
export function nameOfEditor({ base, texts }: ScheduleEditor): string {
  return base?.name ?? (texts.name.trim() === '' ? 'a new schedule' : texts.name.trim());
}

/** The record as it was known before, when the list has a newer one. */
export function recordOf(state: ConsoleState, editor: ScheduleEditor): Schedule | null {
  return editor.scheduleId === null ? null : scheduleOf(state, editor.scheduleId);
}
