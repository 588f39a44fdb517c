import { currentPlace } from '../../src/store/places.ts';
import { readFailures, rememberLook } from '../../src/store/read-failures.ts';
import { type ScreenDefinition, stateOf } from '../parts.ts';
import { failureCommands } from './commands.ts';
import { FailureScreen } from './screen.tsx';

export const failureDefinition: ScreenDefinition = {
  Screen: FailureScreen,
  commands: failureCommands,
  scopes: () => ['failure', 'list', 'everywhere'],
  enter(parts) {
    if (stateOf(parts).failures.isGlance) void readFailures(parts.model);
  },
  leave(parts) {
    const { screen } = currentPlace(stateOf(parts).places);
    if (screen !== 'failures' && screen !== 'run') rememberLook(parts.model);
  },
};
