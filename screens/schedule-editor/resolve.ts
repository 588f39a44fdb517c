import { conflictOf, merged, reloaded } from '../../src/store/schedule-editor/editor-state.ts';
import { labelOf } from '../../src/store/schedule-editor/field.ts';
import { changeEditor } from '../../src/store/schedule-editor/open-editor.ts';
import { textsOf } from '../../src/store/schedule-editor/texts.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { choose } from '../choose.ts';
import type { ConsoleParts, ScreenCommand } from '../parts.ts';
import { changeText } from './change-text.ts';
import { lookAt } from './look.ts';

/** Asks what becomes of what was typed, once the schedule has changed on the server. Nothing typed is lost before. */
export function askWhatIsKept(parts: ConsoleParts): void {
  const look = lookAt(parts);
  const editor = look?.editor;
  if (look == null || editor === undefined || editor.theirs === null) return;
  const { scheduleId, theirs, texts } = editor;
  const { there, both } = conflictOf(editor);
  const [theirTexts, baseTexts] = [look.readable(textsOf(theirs)), look.readable(editor.baseTexts)];
  const version = theirs.version === null ? 'what is there' : `version ${theirs.version}`;
  const lines = [
    editor.theirsBy === null
      ? 'Meanwhile somebody else has changed it:'
      : `Meanwhile ${sanitize(editor.theirsBy)} has changed it:`,
    ...there.map((field) => `  ${changeText(field, theirTexts, baseTexts)}`),
    both.length === 0
      ? 'You changed none of that.'
      : `You changed ${both.map((field) => labelOf(field, texts)).join(', ')}, too: yours stands there.`,
  ];
  const choices = [
    {
      key: 'm',
      label: `merge: theirs for what I did not touch, mine for the rest`,
      take: () => changeEditor(parts.model, scheduleId, merged),
    },
    {
      key: 'l',
      label: `load ${version}: what I typed is lost`,
      take: () => changeEditor(parts.model, scheduleId, reloaded),
    },
  ];
  choose(parts, `“${theirs.name}” has changed on the server`, choices, 2, lines);
}

export const resolveCommand: ScreenCommand = {
  disabledReason: (parts) =>
    lookAt(parts)?.editor.theirs == null ? 'it has not changed on the server meanwhile' : null,
  run: askWhatIsKept,
};
