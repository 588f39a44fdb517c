import { closeGroup, openGroup } from '../../src/store/group-runs.ts';
import { clearMarks } from '../../src/store/mark-runs.ts';
import { batchCommand } from '../batch-command.ts';
import { movement } from '../movement.ts';
import { goBackOrLeave, open } from '../navigate.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { openPrompt } from '../prompt.ts';
import { always } from '../screen-command.ts';
import { copyCommands } from './copy-menu.ts';
import { moveCursor, moveToEnd, moveToTop, runUnderCursor } from './cursor.ts';
import { exportCommand } from './export-runs.ts';
import { filterRules } from './filter-prompt.ts';
import { lookCommands } from './look-commands.ts';
import { markedCommands } from './marked-commands.ts';
import { previewCommand } from './preview-command.ts';

export const runsCommands: ScreenCommands = {
  ...movement((parts) => parts.model.heights.list, moveCursor),
  ...lookCommands,
  ...markedCommands,
  ...batchCommand(runUnderCursor),
  bottom: always(moveToEnd),
  top: always(moveToTop),
  open: always(openUnderCursor),
  filter: always((parts) => {
    const { filterText } = stateOf(parts).runs;
    openPrompt(parts, filterRules(parts), filterText === '' ? '' : `${filterText} `);
  }),
  back: always((parts) => {
    if (!clearMarks(parts.model) && !closeGroup(parts.model)) goBackOrLeave(parts, 'back');
  }),
  why: {
    disabledReason: (parts) => (runUnderCursor(parts) === null ? 'no run is under the cursor' : null),
    run(parts) {
      openUnderCursor(parts);
      parts.doCommand('why');
    },
  },
  preview: previewCommand,
  export: exportCommand,
  ...copyCommands,
};

function openUnderCursor(parts: ConsoleParts): void {
  if (stateOf(parts).runs.groups !== null) {
    openGroup(parts.model);
    return;
  }
  const run = runUnderCursor(parts);
  if (run === null) return;
  // Bound, so that the way back leads to the same run.
  moveCursor(parts, 0);
  open(parts, { screen: 'run', runId: run.id });
}
