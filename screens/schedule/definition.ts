import { readSchedule, readSchedules } from '../../src/store/read-schedules.ts';
import { type ScreenDefinition, stateOf } from '../parts.ts';
import { wordsThenPaint } from '../schedules/definition.ts';
import { scheduleCommands } from './commands.ts';
import { ScheduleScreen } from './screen.tsx';

export const scheduleDefinition: ScreenDefinition = {
  Screen: ScheduleScreen,
  commands: scheduleCommands,
  scopes: () => ['schedule', 'list', 'everywhere'],
  enter(parts, place) {
    if (place.screen !== 'schedule') return;
    void wordsThenPaint(parts);
    void readSchedule(parts.model, place.scheduleId);
    // Names of what it depends on.
    if (stateOf(parts).schedules.list.readAt === null) void readSchedules(parts.model);
  },
};
