import type { ReactNode } from 'react';
import type { ScreenDefinition } from '../parts.ts';

export const scheduleEditorDefinition: ScreenDefinition = {
  Screen: ScheduleEditorScreen,
  commands: {},
  scopes: () => ['schedule-editor', 'everywhere'],
};

function ScheduleEditorScreen(): ReactNode {
  return null;
}
