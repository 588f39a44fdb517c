import { moveScheduleCursor, patchSchedules } from '../../src/store/read-schedules.ts';
import { type ScheduleColumn, scheduleColumns, sortSchedulesBy } from '../../src/store/schedule-order.ts';
import { scheduleAtCursor } from '../../src/store/schedules-state.ts';
import { choose } from '../choose.ts';
import { copyText } from '../copy-text.ts';
import { backWithFacts, movementWithFacts } from '../facts-pane.ts';
import { goBackOrLeave, open } from '../navigate.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { openPrompt } from '../prompt.ts';
import { always } from '../screen-command.ts';
import { schedulesFacts } from './facts-view.ts';
import { clearScheduleMarks, markedCommands } from './marked-commands.ts';

const underCursor = (parts: ConsoleParts) => scheduleAtCursor(stateOf(parts));

export const schedulesCommands: ScreenCommands = {
  ...movementWithFacts(schedulesFacts, (parts, delta) => moveScheduleCursor(parts.model, delta)),
  ...backWithFacts(schedulesFacts, (parts) => {
    if (clearScheduleMarks(parts)) return;
    const { filterText, onlyProblems } = stateOf(parts).schedules;
    if (filterText === '' && !onlyProblems) goBackOrLeave(parts, 'back');
    else show(parts, { filterText: '', onlyProblems: false });
  }),
  ...markedCommands,
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
      placeholder:
        'words of the name, target, rule, zone, status, phase or kind (cron, once, every, ongoing)',
      history: 'schedules',
      accept(text: string) {
        show(parts, { filterText: text.trim() });
        return null;
      },
    };
    openPrompt(parts, rules, stateOf(parts).schedules.filterText);
  }),
  problems: always((parts) => show(parts, { onlyProblems: !stateOf(parts).schedules.onlyProblems })),
  sort: always(chooseSort),
  copy: always((parts) => {
    const schedule = underCursor(parts);
    if (schedule !== null) copyText(parts, schedule.id, `the id ${schedule.id}`);
  }),
};

function show(parts: ConsoleParts, change: Parameters<typeof patchSchedules>[1]): void {
  patchSchedules(parts.model, change);
  moveScheduleCursor(parts.model, 0);
}

const sortChoices: Readonly<Record<ScheduleColumn, readonly [key: string, label: string]>> = {
  name: ['n', 'name'],
  next: ['f', 'next fire, the soonest first'],
  last: ['l', 'last fire, the newest first'],
  status: ['s', 'status, what needs somebody first'],
  target: ['t', 'target'],
};

function chooseSort(parts: ConsoleParts): void {
  const { sort } = stateOf(parts).schedules;
  const choices = scheduleColumns.map((column) => {
    const [key, label] = sortChoices[column];
    return {
      key,
      label: column === sort.column ? `${label}, the other way round` : label,
      take: () => patchSchedules(parts.model, { sort: sortSchedulesBy(sort, column) }),
    };
  });
  choose(parts, 'Sort by', choices, scheduleColumns.indexOf(sort.column));
}
