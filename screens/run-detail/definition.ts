import { showRun } from '../../src/store/read-detail.ts';
import type { ScreenDefinition } from '../parts.ts';
import { runDetailCommands } from './commands.ts';
import { RunDetailScreen } from './screen.tsx';

export const runDetailDefinition: ScreenDefinition = {
  Screen: RunDetailScreen,
  commands: runDetailCommands,
  scopes: ({ detail }) =>
    detail?.tab === 'live' ? ['log', 'run', 'list', 'everywhere'] : ['run', 'list', 'everywhere'],
  helpScopes: ['run', 'log', 'list', 'everywhere'],
  enter(parts, place) {
    if (place.screen === 'run') showRun(parts.model, place.runId);
  },
};
