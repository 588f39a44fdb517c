import type { CommandId } from '../../src/keys/command-table.ts';
import { matchCommand } from '../../src/keys/match.ts';
import { changeEditor } from '../../src/store/schedule-editor/open-editor.ts';
import type { KeyPress } from '../../src/terminal/key-press.ts';
import { keyName } from '../key-name.ts';
import type { ConsoleParts } from '../parts.ts';
import { scheduleFormCommands } from './commands.ts';
import { typed } from './lines.ts';
import { lookAt } from './look.ts';

/** A key while the form has them: its own commands, else text for the focused line. Beside the form keys are commands. */
export function pressInEditor(parts: ConsoleParts, press: KeyPress): boolean {
  const look = lookAt(parts);
  if (look === null || look.readOnly !== null || look.editor.pane === 'preview') return false;
  const { editor, isKept } = look;
  const name = keyName(press);
  const command = name === null ? null : matchCommand(name, ['schedule-editor'], parts.keys().overrides);
  if (command !== null) {
    if (!editor.isSaving || command.id === 'back') doFormCommand(parts, command.id);
  } else if (editor.isSaving) {
    // While the answer is awaited the text is not to change under it.
    const message = 'It is being saved; what the server says is awaited. Esc leaves, and it goes on.';
    parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
  } else {
    changeEditor(parts.model, editor.scheduleId, (now) => typed(parts, now, press, isKept));
  }
  return true;
}

function doFormCommand(parts: ConsoleParts, id: CommandId): void {
  const own = scheduleFormCommands[id];
  if (own === undefined) parts.doCommand(id);
  else if ((own.disabledReason?.(parts) ?? null) === null) own.run(parts);
}
