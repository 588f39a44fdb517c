import { patchSchedules, readSchedule } from '../../src/store/read-schedules.ts';
import type { ScreenDefinition } from '../parts.ts';
import { wordsThenPaint } from '../schedules/definition.ts';
import { scheduleCommands } from './commands.ts';
import { ScheduleScreen } from './screen.tsx';

export const scheduleDefinition: ScreenDefinition = {
  Screen: ScheduleScreen,
  commands: scheduleCommands,
  scopes: () => ['schedule', 'list', 'everywhere'],
  enter(parts, place) {
    if (place.screen !== 'schedule') return;
    patchSchedules(parts.model, { runCursorId: null });
    void wordsThenPaint(parts);
    void readSchedule(parts.model, place.scheduleId);
  },
};
