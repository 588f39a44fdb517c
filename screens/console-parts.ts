import { isFormEdited } from '../components/form-state.ts';
import type { Clock } from '../src/lib/clock.ts';
import type { ConsoleExit, ConsoleOptions } from '../src/store/console-options.ts';
import type { ContextOptions } from '../src/store/contexts-port.ts';
import { createConsoleModel } from '../src/store/create-console-model.ts';
import { askFirst } from '../src/store/dialog.ts';
import { leaveConsole } from '../src/store/leave.ts';
import { doCommand } from './do-command.ts';
import { followPlaces } from './follow-places.ts';
import { keysOfSettings } from './keys-of-settings.ts';
import { isEdited } from './new-run/form-state.ts';
import { stopSaving, titleOfSave } from './outside/save-file.ts';
import { runOwnLine } from './palette/run-palette.ts';
import type { ConsoleParts, ConsoleTerminal } from './parts.ts';
import { createScreenSet, type Screens } from './screen-set.ts';
import { followSettings } from './settings/follow-settings.ts';
import { createUiStore } from './ui-state.ts';

/**
 * Puts the parts of a console together, without drawing anything yet.
 * @param exit called once, when the user has chosen to leave
 * @param loadScreens brings the screens that the first frame does without
 * @param switchTo has another console take over the terminal
 */
export function createConsoleParts(
  options: ConsoleOptions,
  terminal: ConsoleTerminal,
  clock: Clock,
  exit: (exit: ConsoleExit) => void,
  loadScreens: () => Promise<Screens>,
  switchTo: (context: ContextOptions) => void = () => {},
): ConsoleParts {
  const screens = createScreenSet(loadScreens);
  const parts: ConsoleParts = {
    model: createConsoleModel(options, clock),
    terminal,
    ui: createUiStore(),
    screens,
    keys: keysOfSettings(options.settings),
    doCommand: (id) => doCommand(parts, id),
    doLine: (text) => runOwnLine(parts, text),
    switchTo,
    leave: () => leave(parts, exit),
  };
  followPlaces(parts);
  followSettings(parts);
  void screens.loaded.then(() => {
    for (const screen of screens.all()) screen.begin?.(parts);
    parts.ui.setState({ isLoaded: true });
  });
  return parts;
}

/** Asks first when typed text would be lost; whoever asks to leave while being asked has answered. */
function leave(parts: ConsoleParts, exit: (exit: ConsoleExit) => void): void {
  const { form, entry } = parts.ui.getState();
  const { dialog } = parts.model.store.getState();
  if (dialog?.quit !== undefined) {
    dialog.answer(dialog.quit, []);
    return;
  }
  const go = () => leaveConsole(parts.model, exit);
  const isTyped =
    (form !== null && isEdited(form)) ||
    (entry !== null && isFormEdited(entry.form)) ||
    parts.screens.all().some(({ unsaved }) => (unsaved?.(parts) ?? []).length > 0);
  const saving = titleOfSave(parts);
  if (isTyped) ask('Quit with the form open?', ['What you typed is lost.'], 'go on typing', stopAndGo);
  else if (saving !== null) {
    ask(`Quit while ${saving} is being saved?`, ['What is written of it is taken away.'], 'go on', stopAndGo);
  } else go();

  function stopAndGo(): void {
    if (saving === null) go();
    else void stopSaving(parts).then(go);
  }

  function ask(title: string, lines: readonly string[], no: string, yes: () => void): void {
    const dialog = { ...askFirst(title, lines, { yes: 'quit', no }, yes), quit: 'y' };
    parts.model.store.setState({ dialog });
  }
}
