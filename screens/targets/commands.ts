import { patchSlice } from '../../src/store/console-state.ts';
import { startReason } from '../../src/store/disabled-reason.ts';
import { targetAtCursor, targetRow } from '../../src/store/targets-state.ts';
import { copyText } from '../copy-text.ts';
import { movement } from '../movement.ts';
import { openForm } from '../new-run/open-form.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { always } from '../screen-command.ts';

export const targetsCommands: ScreenCommands = {
  ...movement((parts) => parts.model.heights.list, moveCursor),
  trigger: {
    disabledReason: (parts) => startReason(stateOf(parts), targetAtCursor(stateOf(parts).targets) ?? null),
    run: (parts) => {
      const target = targetAtCursor(stateOf(parts).targets);
      if (target !== undefined) void openForm(parts, target.target, null);
    },
  },
  copy: always((parts) => {
    const target = targetAtCursor(stateOf(parts).targets);
    if (target !== undefined) copyText(parts, target.target, target.target);
  }),
};

function moveCursor(parts: ConsoleParts, delta: number): void {
  const { targets } = stateOf(parts);
  const row = Math.max(0, Math.min(targetRow(targets) + delta, targets.targets.length - 1));
  patchSlice(parts.model.store, 'targets', { cursorName: targets.targets[row]?.target ?? null });
}
