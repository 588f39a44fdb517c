import { verb } from '../palette/verb.ts';
import type { ConsoleParts, PaletteVerb } from '../parts.ts';
import { startUserCommand } from './start-user-command.ts';

/** The words of the user's own commands. */
export function userVerbs(parts: ConsoleParts): readonly PaletteVerb[] {
  return parts
    .keys()
    .commands.map((command) => verb(command.name, command.text, () => startUserCommand(parts, command)));
}
