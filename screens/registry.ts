import type { Place } from '../src/store/places.ts';
import { helpCommands } from './help/commands.ts';
import { runDetailCommands } from './run-detail/commands.ts';
import { runsCommands } from './runs/commands.ts';
import type { ScreenCommands } from './screen-command.ts';
import { targetsCommands } from './targets/commands.ts';

const commands: Readonly<Record<Place['screen'], ScreenCommands>> = {
  runs: runsCommands,
  run: runDetailCommands,
  targets: targetsCommands,
  // Keys of the form are typed text first: `new-run/press-in-form.ts` takes them.
  'new-run': {},
  help: helpCommands,
};

/** What the commands of the table do on a screen. */
export function commandsOfScreen(screen: Place['screen']): ScreenCommands {
  return commands[screen];
}
