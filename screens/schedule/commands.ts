import { patchSchedules } from '../../src/store/read-schedules.ts';
import { scheduleOf } from '../../src/store/schedules-state.ts';
import { copyText } from '../copy-text.ts';
import { backWithFacts, movementWithFacts } from '../facts-pane.ts';
import { openRunFrom } from '../open-run.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { scheduleActingCommands } from '../schedules/acting.ts';
import { always } from '../screen-command.ts';
import { runRow, shownFacts, shownRuns, shownScheduleId } from './source.ts';

export const scheduleCommands: ScreenCommands = {
  ...movementWithFacts(shownFacts, moveCursor),
  ...backWithFacts(shownFacts),
  ...scheduleActingCommands((parts) => {
    const state = stateOf(parts);
    return scheduleOf(state, shownScheduleId(state) ?? '');
  }),
  why: {
    disabledReason: (parts) => (shownRuns(stateOf(parts)).length === 0 ? 'no run is under the cursor' : null),
    run(parts) {
      openUnderCursor(parts);
      parts.doCommand('why');
    },
  },
  open: always(openUnderCursor),
  copy: always((parts) => {
    const id = shownScheduleId(stateOf(parts));
    if (id !== null) copyText(parts, id, `the id ${id}`);
  }),
};

function openUnderCursor(parts: ConsoleParts): void {
  const state = stateOf(parts);
  const runs = shownRuns(state);
  const run = runs[runRow(state)];
  if (run === undefined) return;
  moveCursor(parts, 0);
  const name = scheduleOf(state, shownScheduleId(state) ?? '')?.name ?? 'schedule';
  openRunFrom(parts, run.id, { name: `Schedule ${name}`, runIds: runs.map(({ id }) => id) });
}

/** Binds the cursor to the run it comes to. */
function moveCursor(parts: ConsoleParts, delta: number): void {
  const state = stateOf(parts);
  const runs = shownRuns(state);
  const row = Math.max(0, Math.min(runRow(state) + delta, runs.length - 1));
  patchSchedules(parts.model, { runCursorId: runs[row]?.id ?? null });
}
