import type { ScreenDefinition } from '../parts.ts';
import { helpCommands } from './commands.ts';
import { HelpScreen } from './screen.tsx';

export const helpDefinition: ScreenDefinition = {
  Screen: HelpScreen,
  commands: helpCommands,
  scopes: () => ['list', 'everywhere'],
};
