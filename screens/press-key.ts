import type { CommandRow } from '../src/keys/command-table.ts';
import { matchCommand } from '../src/keys/match.ts';
import type { UserCommand } from '../src/model/console-settings.ts';
import { currentPlace } from '../src/store/places.ts';
import type { KeyPress } from '../src/terminal/key-press.ts';
import { pressInDialog } from './acting/press-in-dialog.ts';
import { doCommand } from './do-command.ts';
import { everywhereCommands } from './everywhere-commands.ts';
import { keyName } from './key-name.ts';
import { type ConsoleParts, stateOf } from './parts.ts';
import { pressInPrompt } from './prompt.ts';
import { scopesOf } from './scopes-of.ts';
import { startUserCommand } from './user-commands/start-user-command.ts';

/**
 * What a key does, wherever the user is: a dialog takes all keys, then a prompt, then a form; else
 * the key is looked up in the command table and the screen's own command is done.
 */
export function pressKey(parts: ConsoleParts, press: KeyPress): void {
  const { store } = parts.model;
  if (stateOf(parts).notice !== null) store.setState({ notice: null });
  if (pressAnywhere(parts, press)) return;
  if (stateOf(parts).dialog !== null) {
    pressInDialog(parts, press);
    return;
  }
  if (parts.ui.getState().prompt !== null) {
    pressInPrompt(parts, press);
    return;
  }
  const screen = parts.screens.of(currentPlace(stateOf(parts).places).screen);
  if (screen?.press?.(parts, press) === true) return;
  const command = commandFor(parts, press);
  if (command === null) return;
  if ('argv' in command) startUserCommand(parts, command);
  else doCommand(parts, command.id);
}

/** Innermost scope first; in each, the user's own commands before those of the table. */
function commandFor(parts: ConsoleParts, press: KeyPress): CommandRow | UserCommand | null {
  const name = keyName(press);
  if (name === null) return null;
  const { commands, overrides } = parts.keys();
  for (const scope of scopesOf(parts)) {
    const own = commands.find((command) => command.key === name && command.scope === scope);
    const found = own ?? matchCommand(name, [scope], overrides);
    if (found !== null) return found;
  }
  return null;
}

const anywhere: ReadonlySet<string> = new Set(['quit', 'redraw', 'suspend']);

/** Ctrl-C, Ctrl-L and Ctrl-Z work while something is typed or asked, too; no other key of the user's does. */
function pressAnywhere(parts: ConsoleParts, press: KeyPress): boolean {
  const name = keyName(press);
  const command =
    name?.startsWith('ctrl+') === true ? matchCommand(name, ['everywhere'], parts.keys().overrides) : null;
  if (command === null || !anywhere.has(command.id)) return false;
  everywhereCommands[command.id]?.run(parts);
  return true;
}
