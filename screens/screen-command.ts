import type { CommandId } from '../src/keys/command-table.ts';
import type { ConsoleParts } from './parts.ts';

/** What a command does on a screen. */
export interface ScreenCommand {
  readonly run: (parts: ConsoleParts) => void;
  /** One sentence that says why it can't be done now; null when it can. Asked before `run`. */
  readonly disabledReason?: ((parts: ConsoleParts) => string | null) | undefined;
}

export type ScreenCommands = Readonly<Partial<Record<CommandId, ScreenCommand>>>;

/** A command that can always be done. */
export function always(run: (parts: ConsoleParts) => void): ScreenCommand {
  return { run };
}
