import { type CommandId, type CommandRow, commandTable } from '../src/keys/command-table.ts';
import { currentPlace } from '../src/store/places.ts';
import { everywhereCommands } from './everywhere-commands.ts';
import { type ConsoleParts, stateOf } from './parts.ts';

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
  const rows: readonly CommandRow[] = commandTable;
  const name = rows.find((row) => row.id === id)?.text ?? id;
  parts.model.store.setState({
    notice: { kind: 'info', message: `${name}: not now, ${reason.replace(/\.$/, '')}.`, fix: null },
  });
}
