import { moveScheduleCursor, patchSchedules } from '../../src/store/read-schedules.ts';
import { scheduleAtCursor } from '../../src/store/schedules-state.ts';
import { copyText } from '../copy-text.ts';
import { backWithFacts, movementWithFacts } from '../facts-pane.ts';
import { goBackOrLeave, open } from '../navigate.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { openPrompt } from '../prompt.ts';
import { always } from '../screen-command.ts';
import { scheduleActingCommands } from './acting.ts';
import { schedulesFacts } from './facts-view.ts';

const underCursor = (parts: ConsoleParts) => scheduleAtCursor(stateOf(parts));

export const schedulesCommands: ScreenCommands = {
  ...movementWithFacts(schedulesFacts, (parts, delta) => moveScheduleCursor(parts.model, delta)),
  ...backWithFacts(schedulesFacts, (parts) => {
    if (stateOf(parts).schedules.filterText === '') goBackOrLeave(parts, 'back');
    else filterBy(parts, '');
  }),
  ...scheduleActingCommands(underCursor),
  open: always((parts) => {
    const schedule = underCursor(parts);
    if (schedule === null) return;
    // Bound, so that the way back leads to the same schedule.
    moveScheduleCursor(parts.model, 0);
    open(parts, { screen: 'schedule', scheduleId: schedule.id });
  }),
  filter: always((parts) => {
    const rules = {
      sign: '/',
      placeholder: 'words of the name, the target, the cron, the zone or the status',
      history: 'schedules',
      accept: (text: string) => filterBy(parts, text),
    };
    openPrompt(parts, rules, stateOf(parts).schedules.filterText);
  }),
  copy: always((parts) => {
    const schedule = underCursor(parts);
    if (schedule !== null) copyText(parts, schedule.id, `the id ${schedule.id}`);
  }),
};

function filterBy(parts: ConsoleParts, text: string): null {
  patchSchedules(parts.model, { filterText: text.trim() });
  moveScheduleCursor(parts.model, 0);
  return null;
}
