import { readTargets } from '../../src/store/read-targets.ts';
import { goTo } from '../navigate.ts';
import { verb } from '../palette/verb.ts';
import type { ScreenDefinition } from '../parts.ts';
import { targetsCommands } from './commands.ts';
import { TargetsScreen } from './screen.tsx';

export const targetsDefinition: ScreenDefinition = {
  Screen: TargetsScreen,
  commands: targetsCommands,
  scopes: () => ['targets', 'list', 'everywhere'],
  helpScopes: ['targets', 'form', 'list', 'everywhere'],
  root: { key: '4', label: () => 'Targets' },
  verbs: [verb('targets', 'The targets', (parts) => goTo(parts, { screen: 'targets' }))],
  enter: (parts) => void readTargets(parts.model),
};
