import type { Run } from '../../src/model/run.ts';
import { patchSlice } from '../../src/store/console-state.ts';
import { cursorAt, cursorOnNewest, cursorRowOf } from '../../src/store/list-cursor.ts';
import { filterRuns, readMoreRuns, readRunsToEnd } from '../../src/store/read-runs.ts';
import { completeFilter } from '../../src/store/run-filter.ts';
import { runAt } from '../../src/store/run-list.ts';
import { actingCommands } from '../acting/run-actions.ts';
import { batchCommand } from '../batch-command.ts';
import { copyText } from '../copy-text.ts';
import { movement } from '../movement.ts';
import { open } from '../navigate.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { openPrompt } from '../prompt.ts';
import { always } from '../screen-command.ts';
import type { PromptRules } from '../ui-state.ts';

export const runsCommands: ScreenCommands = {
  ...movement((parts) => parts.model.heights.list, moveCursor),
  ...actingCommands(runUnderCursor),
  ...batchCommand(runUnderCursor),
  bottom: always((parts) => {
    const { list } = stateOf(parts).runs;
    patchSlice(parts.model.store, 'runs', cursorAt(list, list.order.length - 1));
    void readRunsToEnd(parts.model);
  }),
  top: always((parts) => patchSlice(parts.model.store, 'runs', cursorOnNewest)),
  open: always((parts) => {
    const run = runUnderCursor(parts);
    if (run === null) return;
    // Bound, so that the way back leads to the same run.
    moveCursor(parts, 0);
    open(parts, { screen: 'run', runId: run.id });
  }),
  filter: always((parts) => {
    const { filterText } = stateOf(parts).runs;
    openPrompt(parts, filterRules(parts), filterText === '' ? '' : `${filterText} `);
  }),
  time: always((parts) =>
    patchSlice(parts.model.store, 'runs', { clockTime: !stateOf(parts).runs.clockTime }),
  ),
  copy: always((parts) => {
    const run = runUnderCursor(parts);
    if (run !== null) copyText(parts, run.id, run.id);
  }),
};

function filterRules(parts: ConsoleParts): PromptRules {
  return {
    sign: '/',
    placeholder: 'words, status:failed,running  target:…  kind:task  batch:…',
    complete: (text) =>
      completeFilter(
        text,
        stateOf(parts).targets.targets.map((target) => target.target),
      ),
    accept: (text) => filterRuns(parts.model, text),
  };
}

function runUnderCursor(parts: ConsoleParts): Run | null {
  const { runs } = stateOf(parts);
  return runAt(runs.list, cursorRowOf(runs.list, runs)) ?? null;
}

/** Moves the cursor; near the end of what is loaded, asks for more. */
function moveCursor(parts: ConsoleParts, delta: number): void {
  const { runs } = stateOf(parts);
  const wanted = cursorRowOf(runs.list, runs) + delta;
  patchSlice(parts.model.store, 'runs', cursorAt(runs.list, wanted));
  if (wanted + parts.model.heights.list >= runs.list.order.length) void readMoreRuns(parts.model);
}
