import { type CommandId, type CommandRow, commandTable } from '../src/keys/command-table.ts';
import { commandsOf } from '../src/keys/match.ts';
import { currentPlace } from '../src/store/places.ts';
import { everywhereCommands } from './everywhere-commands.ts';
import { type ConsoleParts, stateOf } from './parts.ts';
import { scopesOf } from './scopes-of.ts';

/** Does a command on the screen shown now, unless there is a reason against it; then the reason is shown. */
export function doCommand(parts: ConsoleParts, id: CommandId): void {
  const { screen } = currentPlace(stateOf(parts).places);
  const command = parts.screens.of(screen)?.commands[id] ?? everywhereCommands[id];
  if (command === undefined) return;
  const reason = command.disabledReason?.(parts) ?? null;
  if (reason === null) {
    command.run(parts);
    return;
  }
  const message = `${nameHere(parts, id)}: not now, ${reason.replace(/\.$/, '')}.`;
  parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
}

/** What the command is called where the user is: other screens call it otherwise. */
function nameHere(parts: ConsoleParts, id: CommandId): string {
  const elsewhere: readonly CommandRow[] = commandTable;
  const rows = [...scopesOf(parts).flatMap(commandsOf), ...elsewhere];
  return rows.find((row) => row.id === id)?.text ?? id;
}
