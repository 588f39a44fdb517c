import { isEdited, type ScheduleEditor } from '../../src/store/schedule-editor/editor-state.ts';
import { dropEditor, nameOfEditor } from '../../src/store/schedule-editor/open-editor.ts';
import { goBackOrLeave } from '../navigate.ts';
import type { ConsoleParts } from '../parts.ts';
import { lookAt } from './look.ts';

/** Leaves the editor; asks what becomes of what was typed. */
export function leaveEditor(parts: ConsoleParts): void {
  const editor = lookAt(parts)?.editor;
  if (editor === undefined || editor.isSaving || !isEdited(editor)) {
    goBackOrLeave(parts, 'back');
    return;
  }
  parts.model.store.setState({
    dialog: {
      title: `Leave “${nameOfEditor(editor)}”?`,
      lines: ['What you typed is not saved.', 'keep: it is there again when its editor is opened'],
      choices: [
        { key: 'n', label: 'go on typing', harmless: true },
        { key: 'k', label: 'keep' },
        { key: 'y', label: 'drop it' },
      ],
      focused: 0,
      answer: (choice) => answer(parts, editor, choice),
    },
  });
}

function answer(parts: ConsoleParts, { scheduleId }: ScheduleEditor, choice: string): void {
  if (choice === 'n') return;
  if (choice === 'y') dropEditor(parts.model, scheduleId);
  goBackOrLeave(parts, 'back');
}

/** The editor has left the screen: what was typed is kept, and that is said; else it is forgotten. */
export function editorLeft(parts: ConsoleParts, editor: ScheduleEditor | undefined): void {
  if (editor === undefined || editor.isSaving) return;
  if (!isEdited(editor)) {
    dropEditor(parts.model, editor.scheduleId);
    return;
  }
  const message = `What you typed for “${nameOfEditor(editor)}” is kept: opening its editor goes on with it.`;
  parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
}
