import { patchSlice } from '../../src/store/console-state.ts';
import { startReason } from '../../src/store/disabled-reason.ts';
import { shownTargets, targetAtCursor, targetRow } from '../../src/store/targets-state.ts';
import { copyText } from '../copy-text.ts';
import { backWithFacts, movementWithFacts } from '../facts-pane.ts';
import { goBackOrLeave } from '../navigate.ts';
import { openForm } from '../new-run/open-form.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { openPrompt } from '../prompt.ts';
import { always } from '../screen-command.ts';
import { targetFacts } from './sources.ts';

export const targetsCommands: ScreenCommands = {
  ...movementWithFacts(targetFacts, moveCursor),
  ...backWithFacts(targetFacts, (parts) => {
    if (stateOf(parts).targets.filterText === '') goBackOrLeave(parts, 'back');
    else patchSlice(parts.model.store, 'targets', { filterText: '' });
  }),
  trigger: {
    disabledReason: (parts) => startReason(stateOf(parts), targetAtCursor(stateOf(parts).targets) ?? null),
    run: (parts) => {
      const target = targetAtCursor(stateOf(parts).targets);
      if (target !== undefined) void openForm(parts, target.target, null);
    },
  },
  filter: always((parts) => {
    const rules = {
      sign: '/',
      placeholder: 'words of the name, the description or the file',
      history: 'targets',
      accept(text: string) {
        patchSlice(parts.model.store, 'targets', { filterText: text.trim() });
        return null;
      },
    };
    openPrompt(parts, rules, stateOf(parts).targets.filterText);
  }),
  copy: always((parts) => {
    const target = targetAtCursor(stateOf(parts).targets);
    if (target !== undefined) copyText(parts, target.target, target.target);
  }),
};

function moveCursor(parts: ConsoleParts, delta: number): void {
  const { targets } = stateOf(parts);
  const shown = shownTargets(targets);
  const row = Math.max(0, Math.min(targetRow(targets) + delta, shown.length - 1));
  patchSlice(parts.model.store, 'targets', { cursorName: shown[row]?.target ?? null });
}
