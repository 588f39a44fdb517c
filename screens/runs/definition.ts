import type { ScreenDefinition } from '../parts.ts';
import { runsCommands } from './commands.ts';
import { RunsScreen } from './screen.tsx';
import { runsVerbs } from './verbs.ts';

export const runsDefinition: ScreenDefinition = {
  Screen: RunsScreen,
  commands: runsCommands,
  scopes: () => ['runs', 'list', 'everywhere'],
  root: { key: '1', label: () => 'Runs' },
  verbs: runsVerbs,
};
